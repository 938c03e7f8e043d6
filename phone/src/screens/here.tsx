import { useState } from "preact/hooks";
import { SECOND_THOUGHT } from "../outbox/outbox";
import type { Patrol } from "../patrol/patrol";
import { length, since } from "../patrol/walk";
import { time, words } from "../words";
import { Saved, Status, WelfareBar } from "./status";
import { Tap } from "./sheet";
import { AwaySheet } from "./walking";

const REFERENCE = /^(?=.*\d)[A-Z0-9/-]{1,30}$/;
const RADIUS = 70;

/** At a visit: the ring of minutes, what happened, and one large button to leave. */
export function Here({ patrol, menu }: { patrol: Patrol; menu: () => void }) {
  const [away, setAway] = useState(false);
  const visit = patrol.walk!.here!;
  const spot = patrol.kept!.pack.spots.find(({ id }) => id === visit.spot);
  const locked = Math.round(patrol.screen.minutes(visit.arrive.id));
  return (
    <>
      <Status patrol={patrol} menu={menu} />
      <main class="page here">
        <h1 class="place">{spot?.name ?? visit.spot}</h1>
        <WelfareBar patrol={patrol} />
        <Ring patrol={patrol} />
        {locked >= 1 && <p class="notice">{words("here.locked", { minutes: locked })}</p>}
        {!patrol.wake.on && <p class="quiet">{words("here.asleep")}</p>}
        <Outcomes patrol={patrol} />
        <Reference patrol={patrol} />
      </main>
      <nav class="thumb" aria-label={words("app.name")}>
        <div class="saved-row">
          <Saved patrol={patrol} />
          <Undo patrol={patrol} />
        </div>
        <Tap class="big stop" tap={() => patrol.leave()}>
          {words("here.leave")}
          <small>{words("here.since", { time: time(visit.arrive.at) })}</small>
        </Tap>
        <div class="row">
          <Tap tap={() => setAway(true)}>{words("away.go")}</Tap>
        </div>
      </nav>
      {away && <AwaySheet patrol={patrol} close={() => setAway(false)} />}
    </>
  );
}

function Ring({ patrol }: { patrol: Patrol }) {
  const rules = patrol.kept!.pack.rules;
  const exact = length(patrol.walk!.here!, patrol.clock) / 60_000;
  const minutes = Math.floor(exact);
  const round = 2 * Math.PI * RADIUS;
  const share = Math.min(1, exact / rules.full_minutes);
  const full = exact >= rules.full_minutes;
  return (
    <div class="ring-box">
      <svg
        class={full ? "ring full" : "ring"}
        viewBox="0 0 160 160"
        role="img"
        aria-label={words("here.ring", { minutes, full: rules.full_minutes })}
      >
        <circle class="track" cx={80} cy={80} r={RADIUS} />
        <circle class="fill" cx={80} cy={80} r={RADIUS} stroke-dasharray={`${share * round} ${round}`} />
        <text x={80} y={86} class="minutes">
          {minutes}
        </text>
        <text x={80} y={112} class="unit">
          {words("here.minutes")}
        </text>
      </svg>
      <p class="quiet">{words("here.ring", { minutes, full: rules.full_minutes })}</p>
      {full && <p class="good-words">{words(exact >= rules.most_minutes ? "here.enough" : "here.full")}</p>}
    </div>
  );
}

function Outcomes({ patrol }: { patrol: Patrol }) {
  const here = patrol.walk!.here!;
  const events = patrol.events.filter(({ kind, state }) => kind === "outcome" && state !== "withdrawn");
  const count = (code: string) =>
    events.filter(({ payload, seq }) => payload["code"] === code && seq > here.arrive.seq).length;
  return (
    <section>
      <h2>{words("here.outcomes")}</h2>
      <div class="grid">
        {patrol.kept!.pack.words.outcomes.map(({ code, words: name }) => (
          <Tap key={code} class={count(code) ? "outcome some" : "outcome"} tap={() => patrol.outcome(code)}>
            <span>{name}</span>
            <b>{count(code)}</b>
          </Tap>
        ))}
      </div>
    </section>
  );
}

/** For a few seconds after a tap: the item is not sent before they are over. */
function Undo({ patrol }: { patrol: Patrol }) {
  const last = patrol.message?.item;
  if (last?.kind !== "outcome" || last.state === "withdrawn") return null;
  if (since(last, patrol.clock) >= SECOND_THOUGHT) return null;
  return <Tap tap={() => patrol.undo(last)}>{words("here.undo")}</Tap>;
}

function Reference({ patrol }: { patrol: Patrol }) {
  const [value, setValue] = useState("");
  const [wrong, setWrong] = useState(false);
  const save = async () => {
    if (!REFERENCE.test(value)) return setWrong(true);
    setWrong(false);
    const spot = patrol.walk!.here!.spot;
    if (await patrol.record("reference", { value, spot })) setValue("");
  };
  return (
    <form
      class="reference"
      onSubmit={(event) => {
        event.preventDefault();
        void save();
      }}
    >
      <label for="reference">{words("here.reference")}</label>
      <p id="reference-hint" class="quiet">
        {words("here.reference_hint")}
      </p>
      <p id="reference-fault" class="fault" role="alert">
        {wrong ? words("here.reference_wrong") : ""}
      </p>
      <div class="entry">
        <input
          id="reference"
          autocomplete="off"
          autocapitalize="characters"
          spellcheck={false}
          maxLength={30}
          aria-describedby="reference-hint reference-fault"
          aria-invalid={wrong ? "true" : undefined}
          value={value}
          onInput={(event) => setValue(event.currentTarget.value.toUpperCase().trim())}
        />
        <button type="submit" disabled={value === ""}>
          {words("here.reference_go")}
        </button>
      </div>
    </form>
  );
}
