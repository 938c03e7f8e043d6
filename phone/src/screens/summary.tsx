import type { Patrol } from "../patrol/patrol";
import { length, since, type Walk } from "../patrol/walk";
import { counted, time, words } from "../words";
import { outcomeWords, Saved, Status } from "./status";
import { Tap } from "./sheet";

/** The end of a shift: what was done, and whether the office has all of it. */
export function Summary({ patrol, menu }: { patrol: Patrol; menu: () => void }) {
  const walk = patrol.walk!;
  const shift = patrol.shift!;
  const again = !patrol.over && walk.stopped;
  return (
    <>
      <Status patrol={patrol} menu={menu} />
      <main class="page">
        <h1>{words("summary.title")}</h1>
        <Saved patrol={patrol} />
        <p>
          {walk.stopped
            ? words("summary.stopped", { time: time(walk.stopped.at) })
            : words("summary.by_itself", { time: time(shift.hard_stop) })}
        </p>
        <Figures patrol={patrol} walk={walk} />
        <Compared patrol={patrol} />
        <div class="thumb">
          <Tap class="big go" tap={() => patrol.close()}>
            {words("summary.done")}
          </Tap>
          {again && <Tap tap={() => patrol.start(shift, walk.route.number)}>{words("start.again")}</Tap>}
        </div>
      </main>
    </>
  );
}

function Figures({ patrol, walk }: { patrol: Patrol; walk: Walk }) {
  const full = patrol.kept!.pack.rules.full_minutes * 60_000;
  const lengths = walk.visits.map((visit) => length(visit, patrol.clock));
  const minutes = (milliseconds: number) => Math.round(milliseconds / 60_000);
  const planned = walk.route.stops.filter(({ kind }) => kind === "visit").length;
  const done = new Set(walk.visits.map(({ stop }) => stop)).size;
  const locked = walk.visits.reduce((sum, { leave }) => sum + Number(leave?.payload["locked_minutes"] ?? 0), 0);
  const away = walk.awayMilliseconds + (walk.away ? since(walk.away, patrol.clock) : 0);
  return (
    <dl class="figures">
      <Figure name={words("summary.minutes")} value={minutes(lengths.reduce((sum, each) => sum + each, 0))} />
      <Figure name={words("summary.visits")} value={words("summary.visits_of", { done, all: planned })} />
      <Figure name={words("summary.full")} value={lengths.filter((each) => each >= full).length} />
      <Figure name={words("summary.skipped")} value={walk.skipped.size} />
      {away > 0 && <Figure name={words("summary.away")} value={minutes(away)} />}
      {locked > 0 && <Figure name={words("summary.locked")} value={Math.round(locked)} />}
      {[...walk.outcomes].map(([code, count]) => (
        <Figure key={code} name={outcomeWords(patrol, code)} value={count} />
      ))}
    </dl>
  );
}

function Figure({ name, value }: { name: string; value: string | number }) {
  return (
    <div>
      <dt>{name}</dt>
      <dd>{value}</dd>
    </div>
  );
}

function Compared({ patrol }: { patrol: Patrol }) {
  const { comparison, total } = patrol;
  return (
    <section class="card" aria-live="polite">
      <h2>{words("summary.compare")}</h2>
      {total.waiting > 0 && <p class="notice">{counted("summary.unsent", total.waiting)}</p>}
      {comparison?.result === "same" && total.waiting === 0 && (
        <p class="good-words">{words("summary.same", { count: comparison.count })}</p>
      )}
      {comparison?.result === "differs" && (
        <p class="failure">
          {words("summary.differs", { ours: comparison.ours, theirs: comparison.theirs })}
        </p>
      )}
      {(!comparison || comparison.result === "unknown") && <p>{words("summary.unknown")}</p>}
      <Tap tap={() => patrol.schedule.now().then(() => patrol.compare())}>{words("summary.compare_again")}</Tap>
    </section>
  );
}
