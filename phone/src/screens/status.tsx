import type { Patrol } from "../patrol/patrol";
import { minutesLeft } from "../patrol/welfare";
import { ago, counted, time, type Word, words } from "../words";
import { Tap } from "./sheet";

/** The line at the top: GPS and sending, each in words and not by colour alone. */
export function Status({ patrol, menu }: { patrol: Patrol; menu: () => void }) {
  return (
    <header class="status">
      <div class="chips">
        {patrol.recording && <Gps patrol={patrol} />}
        <Sending patrol={patrol} />
        {patrol.recording && (
          <span class="chip">{words("status.ends", { time: time(patrol.shift!.hard_stop) })}</span>
        )}
      </div>
      <Tap class="menu" tap={menu}>
        {words("status.menu")}
      </Tap>
    </header>
  );
}

function Gps({ patrol }: { patrol: Patrol }) {
  const { place, denied } = patrol.locator;
  if (denied) return <span class="chip bad">{words("status.gps_denied")}</span>;
  if (!place) return <span class="chip warn">{words("status.gps_wait")}</span>;
  const age = patrol.clock.now() - place.at;
  if (age > 60_000) return <span class="chip bad">{words("status.gps_old", { ago: ago(age) })}</span>;
  const metres = Math.round(place.accuracy);
  return metres <= 50 ? (
    <span class="chip good">{words("status.gps_good", { metres })}</span>
  ) : (
    <span class="chip warn">{words("status.gps_poor", { metres })}</span>
  );
}

function Sending({ patrol }: { patrol: Patrol }) {
  const { waiting, aside } = patrol.total;
  const silent = patrol.schedule.silences > 0 || !navigator.onLine;
  return (
    <>
      {patrol.phone?.refused && <span class="chip bad">{words("status.refused")}</span>}
      {silent && <span class="chip warn">{words("status.offline")}</span>}
      <span class={`chip ${waiting ? "warn" : "good"}`} data-waiting={waiting}>
        {waiting ? counted("status.waiting", waiting) : words("status.all_sent")}
      </span>
      {aside > 0 && <span class="chip bad">{counted("status.aside", aside)}</span>}
    </>
  );
}

/** What was last saved, or that it was not: heard by a screen reader at once. */
export function Saved({ patrol }: { patrol: Patrol }) {
  const { message } = patrol;
  const failure = message && message.kind !== "saved";
  return (
    <>
      <p class={failure ? "saved none" : "saved"} role="status" data-saved={message?.item?.id}>
        {message?.item ? saying(patrol) : ""}
      </p>
      <p class={failure ? "failure" : "failure none"} role="alert">
        {failure ? words(message.kind === "full" ? "failed.full" : "failed.other") : ""}
      </p>
    </>
  );
}

function saying(patrol: Patrol): string {
  const item = patrol.message!.item!;
  const { kind, payload, at } = item;
  if (kind === "outcome") {
    const what = outcomeWords(patrol, String(payload["code"]));
    return words(item.state === "withdrawn" ? "saved.undone" : "saved.outcome", { what });
  }
  return words(`saved.${kind}` as Word, { time: time(at), what: String(payload["value"] ?? "") });
}

export function outcomeWords(patrol: Patrol, code: string): string {
  return patrol.kept?.pack.words.outcomes.find((each) => each.code === code)?.words ?? code;
}

export function reasonWords(patrol: Patrol, code: string): string {
  return patrol.kept?.pack.words.called_away.find((each) => each.code === code)?.words ?? code;
}

/** The welfare timer; it is not there at all while the office has not set it up. */
export function WelfareBar({ patrol }: { patrol: Patrol }) {
  const welfare = patrol.kept?.pack.welfare;
  const left = welfare && minutesLeft(welfare, patrol.walk?.lastContact, patrol.clock);
  if (!welfare || left === undefined) return null;
  const late = left < 0;
  const sent = patrol.walk?.lastContact?.state === "accepted" || patrol.total.waiting === 0;
  return (
    <section class={late ? "welfare late" : "welfare"} aria-label={words("welfare.go")}>
      <div>
        <strong role={late ? "alert" : undefined}>
          {words(late ? "welfare.late" : "welfare.due", { minutes: Math.ceil(Math.abs(left)) })}
        </strong>
        {!sent && <p>{words("welfare.unsent")}</p>}
        {welfare.staffed_now === false && <p>{words("welfare.unstaffed")}</p>}
        {late && welfare.telephone && (
          <a class="call" href={`tel:${welfare.telephone.replace(/[^+\d]/g, "")}`}>
            {words("welfare.call", { contact: welfare.contact ?? welfare.telephone })}
          </a>
        )}
      </div>
      <Tap class="ok" tap={() => patrol.record("welfare_ok")}>
        {words("welfare.go")}
      </Tap>
      <p class="small">{welfare.notice ?? words("welfare.notice")}</p>
    </section>
  );
}
