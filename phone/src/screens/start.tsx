import type { Patrol } from "../patrol/patrol";
import type { Route, Shift } from "../patrol/pack";
import { counted, time, words } from "../words";
import { Status } from "./status";
import { Tap } from "./sheet";

export function Start({ patrol, menu }: { patrol: Patrol; menu: () => void }) {
  const { kept } = patrol;
  return (
    <>
      <Status patrol={patrol} menu={menu} />
      <main class="page">
        <h1>{words("start.title")}</h1>
        <p class="quiet">{words("start.welcome", { name: kept?.pack.phone ?? patrol.phone!.name })}</p>
        {!kept && <p class="notice">{words("start.no_pack")}</p>}
        {kept?.pack.shifts.length === 0 && <p class="notice">{words("start.none")}</p>}
        {kept?.pack.shifts.map((shift) => <ShiftCard key={shift.id} patrol={patrol} shift={shift} />)}
        {kept && <p class="quiet">{words("start.age", { time: time(kept.at) })}</p>}
        <Tap class="plain" tap={() => patrol.refresh()}>
          {words("start.refresh")}
        </Tap>
      </main>
    </>
  );
}

function ShiftCard({ patrol, shift }: { patrol: Patrol; shift: Shift }) {
  const now = patrol.clock.now();
  const early = now < Date.parse(shift.start_from);
  const over = now >= Date.parse(shift.hard_stop);
  const hours = words("visit.window", { from: time(shift.begins), to: time(shift.ends) });
  return (
    <section class="card" aria-label={`${shift.beat} ${shift.name}`}>
      <h2>
        {shift.beat} · {shift.name}
      </h2>
      <p>{words("start.records", { hours, time: time(shift.hard_stop) })}</p>
      {early && <p class="notice">{words("start.early", { time: time(shift.start_from) })}</p>}
      {over && <p class="notice">{words("start.over", { time: time(shift.hard_stop) })}</p>}
      {!early &&
        !over &&
        shift.routes.map((route) => (
          <Tap key={route.number} class="big go" tap={() => patrol.start(shift, route.number)}>
            {words("start.go")}
            <small>{described(patrol, shift, route)}</small>
          </Tap>
        ))}
    </section>
  );
}

function described(patrol: Patrol, shift: Shift, route: Route): string {
  const visits = route.stops.filter(({ kind }) => kind === "visit").length;
  const base = patrol.kept!.pack.bases.find(({ beat }) => beat === shift.beat);
  return [
    shift.routes.length > 1 ? words("start.route", { number: route.number }) : "",
    counted("start.visits", visits),
    base ? words("start.from", { place: base.name }) : "",
  ]
    .filter(Boolean)
    .join(" · ");
}
