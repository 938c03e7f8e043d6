import { useState } from "preact/hooks";
import type { Stop } from "../patrol/pack";
import type { Patrol } from "../patrol/patrol";
import { distanceTo } from "../patrol/places";
import { ahead, reordered } from "../patrol/walk";
import { length } from "../patrol/walk";
import { time, words } from "../words";
import { RouteMap } from "./map";
import { Saved, Status, WelfareBar, reasonWords } from "./status";
import { Sheet, Tap } from "./sheet";

type Over = "away" | "skip" | "list" | "stop" | undefined;

/** On the way: the next visit, why there, how to get there, and one large button. */
export function Walking({ patrol, menu }: { patrol: Patrol; menu: () => void }) {
  const [over, setOver] = useState<Over>();
  const [whole, setWhole] = useState(false);
  const walk = patrol.walk!;
  const pack = patrol.kept!.pack;
  const coming = ahead(walk, patrol.passed);
  const next = coming[0];
  const done = walk.route.stops.length - coming.length;
  return (
    <>
      <Status patrol={patrol} menu={menu} />
      <main class="page walking">
        <h1 class="hidden">{words("app.name")}</h1>
        <WelfareBar patrol={patrol} />
        {walk.away ? (
          <section class="card away">
            <h2>{words("away.now", { time: time(walk.away.at) })}</h2>
            <p>{words("away.reason", { what: reasonWords(patrol, String(walk.away.payload["reason"])) })}</p>
          </section>
        ) : (
          <>
            <NextVisit patrol={patrol} next={next} number={done + 1} />
            <RouteMap {...{ pack, next, whole, route: walk.route, beat: patrol.shift!.beat }} place={patrol.locator.place} />
            <Tap class="plain narrow" tap={() => setWhole(!whole)}>
              {words(whole ? "map.show_next" : "map.show_whole")}
            </Tap>
          </>
        )}
      </main>
      <Thumb patrol={patrol} next={next} show={setOver} />
      {over === "away" && <AwaySheet patrol={patrol} close={() => setOver(undefined)} />}
      {over === "skip" && next && <SkipSheet patrol={patrol} stop={next} close={() => setOver(undefined)} />}
      {over === "list" && <ListSheet patrol={patrol} coming={coming} close={() => setOver(undefined)} />}
      {over === "stop" && <StopSheet patrol={patrol} close={() => setOver(undefined)} />}
    </>
  );
}

function NextVisit({ patrol, next, number }: { patrol: Patrol; next: Stop | undefined; number: number }) {
  const walk = patrol.walk!;
  if (!next) return <p class="notice">{words("visit.none")}</p>;
  const spot = patrol.kept!.pack.spots.find(({ id }) => id === next.spot);
  const { place, denied } = patrol.locator;
  const outside = place && spot ? Math.round(distanceTo([place.lon, place.lat], spot.outline)) : 0;
  const minutes = Math.max(1, Math.round(next.walk_seconds / 60));
  return (
    <section class="card">
      <p class="quiet">{words("visit.next", { number, all: walk.route.stops.length })}</p>
      <h2 class="place">{next.kind === "visit" ? next.name : words(`visit.${next.kind}`)}</h2>
      <p class="facts">
        <span>{next.walk_seconds > 0 ? words("visit.walk", { minutes }) : words("visit.near")}</span>
        <span>{words("visit.window", { from: time(next.begins), to: time(next.ends) })}</span>
      </p>
      {spot?.why && (
        <>
          <h3>{words("visit.why")}</h3>
          <p class="why">{spot.why}</p>
        </>
      )}
      {next.call && <p class="why">{next.call}</p>}
      {outside > 30 && outside < 5_000 && <p class="quiet">{words("visit.outside", { metres: outside })}</p>}
      {denied && <p class="notice">{words("status.gps_denied_help")}</p>}
    </section>
  );
}

function Thumb({ patrol, next, show }: { patrol: Patrol; next: Stop | undefined; show: (over: Over) => void }) {
  const away = patrol.walk!.away;
  return (
    <nav class="thumb" aria-label={words("app.name")}>
      <Saved patrol={patrol} />
      {away ? (
        <Tap class="big go" tap={() => patrol.record("back")}>
          {words("away.back")}
        </Tap>
      ) : next?.kind === "visit" ? (
        <Tap class="big go" tap={() => patrol.arrive(next)}>
          {words("visit.arrive")}
          <small>{next.name}</small>
        </Tap>
      ) : (
        next && (
          <Tap class="big go" tap={() => patrol.pass(next)}>
            {words("visit.passed")}
          </Tap>
        )
      )}
      <div class="row">
        {!away && next?.kind === "visit" && <Tap tap={() => show("skip")}>{words("visit.skip")}</Tap>}
        {!away && <Tap tap={() => show("list")}>{words("visit.list")}</Tap>}
        {!away && <Tap tap={() => show("away")}>{words("away.go")}</Tap>}
        <Tap tap={() => show("stop")}>{words("stop.go")}</Tap>
      </div>
    </nav>
  );
}

export function AwaySheet({ patrol, close }: { patrol: Patrol; close: () => void }) {
  return (
    <Sheet title={words("away.title")} close={close}>
      {patrol.kept!.pack.words.called_away.map(({ code, words: name }) => (
        <Tap key={code} class="big" tap={() => patrol.callAway(code).then(close)}>
          {name}
        </Tap>
      ))}
    </Sheet>
  );
}

function SkipSheet({ patrol, stop, close }: { patrol: Patrol; stop: Stop; close: () => void }) {
  return (
    <Sheet title={words("skip.title", { place: stop.name })} close={close}>
      {patrol.kept!.pack.words.skip.map(({ code, words: name }) => (
        <Tap key={code} class="big" tap={() => patrol.record("skip", { stop: stop.id, reason: code }).then(close)}>
          {name}
        </Tap>
      ))}
    </Sheet>
  );
}

function ListSheet({ patrol, coming, close }: { patrol: Patrol; coming: Stop[]; close: () => void }) {
  const walk = patrol.walk!;
  const stops = walk.order.map((id) => walk.route.stops.find((stop) => stop.id === id)!);
  const first = (id: string) =>
    patrol.record("reorder", { stops: reordered(walk.order, [id, ...coming.map((stop) => stop.id)]) }).then(close);
  return (
    <Sheet title={words("list.title")} close={close}>
      <ol class="list">
        {stops.map((stop) => (
          <li key={stop.id}>
            <span>
              <strong>
                {walk.route.stops.indexOf(stop) + 1}. {stop.kind === "visit" ? stop.name : words(`visit.${stop.kind}`)}
              </strong>
              <small>{time(stop.begins)}</small>
            </span>
            {coming.includes(stop) && coming[0] !== stop ? (
              <Tap label={`${words("list.do_next")}: ${stop.name}`} tap={() => first(stop.id)}>
                {words("list.do_next")}
              </Tap>
            ) : (
              <span class="quiet">{standing(patrol, stop)}</span>
            )}
          </li>
        ))}
      </ol>
    </Sheet>
  );
}

function standing(patrol: Patrol, stop: Stop): string {
  const walk = patrol.walk!;
  if (walk.here?.stop === stop.id) return words("list.here");
  if (walk.skipped.has(stop.id)) return words("list.skipped");
  const visits = walk.visits.filter((visit) => visit.stop === stop.id);
  if (visits.length === 0) return "";
  const milliseconds = visits.reduce((sum, visit) => sum + length(visit, patrol.clock), 0);
  return words("list.done", { minutes: Math.floor(milliseconds / 60_000) });
}

export function StopSheet({ patrol, close }: { patrol: Patrol; close: () => void }) {
  return (
    <Sheet title={words("stop.sure")} close={close}>
      <p>{words("stop.sure_help")}</p>
      <Tap class="big stop" tap={() => patrol.stop().then(close)}>
        {words("stop.yes")}
      </Tap>
      <Tap class="big" tap={close}>
        {words("stop.no")}
      </Tap>
    </Sheet>
  );
}
