import { useEffect, useState } from "preact/hooks";
import type { Item } from "../outbox/items";
import { batch } from "../outbox/outbox";
import { saveAll } from "../patrol/file";
import type { Position } from "../patrol/pack";
import type { Patrol } from "../patrol/patrol";
import { counted, time, type Word, words } from "../words";
import { PurposesText } from "./enrol";
import { RouteMap } from "./map";
import { Sheet, Tap } from "./sheet";

export type Theme = "dark" | "light";

interface MenuProps {
  patrol: Patrol;
  theme: Theme;
  setTheme: (theme: Theme) => void;
  close: () => void;
}

export function Menu({ patrol, theme, setTheme, close }: MenuProps) {
  const [page, setPage] = useState<"menu" | "records" | "purposes">("menu");
  if (page === "records") return <Records patrol={patrol} close={close} />;
  if (page === "purposes") {
    return (
      <Sheet title={patrol.kept!.pack.purposes.title} close={close}>
        <PurposesText patrol={patrol} />
      </Sheet>
    );
  }
  const other = theme === "dark" ? "light" : "dark";
  return (
    <Sheet title={words("menu.title")} close={close}>
      <Tap class="big" tap={() => setPage("records")}>
        {words("menu.records")}
      </Tap>
      {patrol.kept && (
        <Tap class="big" tap={() => setPage("purposes")}>
          {words("menu.purposes")}
        </Tap>
      )}
      <Tap class="big" tap={() => setTheme(other)}>
        {words(other === "light" ? "menu.theme_light" : "menu.theme_dark")}
      </Tap>
      <Tap class="big" tap={() => patrol.signOut().then(close)}>
        {words("menu.sign_out")}
      </Tap>
      <p class="quiet">{words("menu.sign_out_help")}</p>
    </Sheet>
  );
}

/** Everything on this phone, counted; what was refused, with the reason; the file; the own track. */
function Records({ patrol, close }: { patrol: Patrol; close: () => void }) {
  const { total } = patrol;
  return (
    <Sheet title={words("records.title")} close={close}>
      <dl class="figures">
        {(["accepted", "waiting", "aside", "withdrawn"] as const).map((state) => (
          <div key={state}>
            <dt>{words(state === "accepted" ? "records.sent" : `records.${state}`)}</dt>
            <dd data-count={state}>{total[state]}</dd>
          </div>
        ))}
      </dl>
      {total.waiting > 0 && <Tap tap={() => patrol.schedule.now()}>{words("records.send")}</Tap>}
      {total.aside > 0 && <Aside patrol={patrol} />}
      <Tap tap={() => saveAll(patrol.database, patrol.clock.now())}>{words("records.export")}</Tap>
      <p class="quiet">{words("records.export_help")}</p>
      <Track patrol={patrol} />
    </Sheet>
  );
}

function Aside({ patrol }: { patrol: Patrol }) {
  const [rows, setRows] = useState<Item[]>([]);
  useEffect(() => {
    void batch(patrol.database, patrol.phone!.phone, "aside", 50).then(setRows);
  }, [patrol.total.aside]);
  return (
    <section>
      <p class="quiet">{words("records.aside_help")}</p>
      <ul class="list">
        {rows.map((item) => (
          <li key={item.id}>
            <span>
              <strong>{words(`kind.${item.kind}`)}</strong>
              <small>
                {time(item.at)}: {reason(item.reason ?? "")}
              </small>
            </span>
          </li>
        ))}
      </ul>
      <Tap tap={() => patrol.requeue()}>{words("records.requeue")}</Tap>
    </section>
  );
}

const REASONS = new Set([
  "not_started", "no_shift", "too_early", "shift_over", "in_the_future", "item_invalid", "kind_unknown",
  "payload_invalid", "id_reused",
]);

function reason(code: string): string {
  return words(`reason.${REASONS.has(code) ? code : "other"}` as Word);
}

function Track({ patrol }: { patrol: Patrol }) {
  const { shift, walk, kept } = patrol;
  if (!shift || !walk || !kept) return null;
  const fixes = patrol.events.filter(({ kind }) => kind === "fix");
  const track = fixes.map(({ payload }) => [payload["lon"], payload["lat"]] as Position);
  return (
    <section>
      <h3>{words("records.track")}</h3>
      <p class="quiet">{track.length ? counted("records.track_points", track.length) : words("records.track_none")}</p>
      {track.length > 0 && (
        <RouteMap
          {...{ pack: kept.pack, beat: shift.beat, route: walk.route, track }}
          next={undefined}
          whole
          place={patrol.locator.place}
        />
      )}
    </section>
  );
}
