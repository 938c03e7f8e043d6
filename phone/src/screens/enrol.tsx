import { useEffect, useState } from "preact/hooks";
import { saveAll } from "../patrol/file";
import type { Patrol } from "../patrol/patrol";
import { counted, words } from "../words";
import { Tap } from "./sheet";

type Fault = "over" | "wrong" | "offline";

/** The code in the address that a QR code opened; taken out of it at once. */
export function codeInAddress(): string {
  const match = /^#enrol=([A-Za-z0-9-]+)$/.exec(location.hash);
  if (match) history.replaceState(null, "", location.pathname);
  return match?.[1] ?? "";
}

export function Enrol({ patrol, code: first }: { patrol: Patrol; code: string }) {
  const [code, setCode] = useState(first);
  const [busy, setBusy] = useState(false);
  const [fault, setFault] = useState<Fault>();
  const go = async (value: string) => {
    if (busy || value.trim() === "") return;
    setBusy(true);
    setFault(undefined);
    const result = await patrol.enrol(value.trim());
    setBusy(false);
    if ("fault" in result) setFault(result.fault);
  };
  useEffect(() => void go(first), []);
  return (
    <main class="page">
      <h1>{words("enrol.title")}</h1>
      {patrol.phone?.refused && <p class="notice">{words("enrol.again")}</p>}
      <p id="enrol-how">{words("enrol.how")}</p>
      <form
        onSubmit={(event) => {
          event.preventDefault();
          void go(code);
        }}
      >
        <label for="code">{words("enrol.code")}</label>
        <input
          id="code"
          class="code"
          autocomplete="off"
          autocapitalize="characters"
          spellcheck={false}
          aria-describedby="enrol-how enrol-fault"
          aria-invalid={fault ? "true" : undefined}
          value={code}
          onInput={(event) => setCode(event.currentTarget.value)}
        />
        <p id="enrol-fault" class="fault" role="alert">
          {fault ? words(`enrol.${fault}`) : ""}
        </p>
        <button type="submit" class="big go" disabled={busy}>
          {words(busy ? "enrol.busy" : "enrol.go")}
        </button>
      </form>
      {patrol.others > 0 && <p class="quiet">{counted("enrol.left", patrol.others)}</p>}
      {(patrol.others > 0 || patrol.phone?.refused) && (
        <>
          <Tap class="plain" tap={() => saveAll(patrol.database, patrol.clock.now())}>
            {words("records.export")}
          </Tap>
          <p class="quiet">{words("records.export_help")}</p>
        </>
      )}
    </main>
  );
}

export function Purposes({ patrol }: { patrol: Patrol }) {
  const { purposes } = patrol.kept!.pack;
  return (
    <main class="page">
      <h1>{purposes.title}</h1>
      <PurposesText patrol={patrol} />
      <div class="thumb">
        <Tap class="big go" tap={() => patrol.agree(purposes.version)}>
          {words("purposes.agree")}
        </Tap>
      </div>
    </main>
  );
}

export function PurposesText({ patrol }: { patrol: Patrol }) {
  const { purposes, welfare } = patrol.kept!.pack;
  return (
    <>
      <ul class="purposes">
        {purposes.sentences.map((sentence) => (
          <li key={sentence}>{sentence}</li>
        ))}
        <li>{words("purposes.always")}</li>
      </ul>
      {welfare.on && <p class="notice">{welfare.notice ?? words("welfare.notice")}</p>}
    </>
  );
}
