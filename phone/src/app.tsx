/** The app: opens the storage, takes up where the phone was left, and shows one screen at a time. */
import { render } from "preact";
import { useEffect, useState } from "preact/hooks";
import { open } from "./outbox/database";
import type { Clock } from "./outbox/items";
import { note, remember } from "./patrol/notes";
import { Patrol } from "./patrol/patrol";
import { codeInAddress, Enrol, Purposes } from "./screens/enrol";
import { Here } from "./screens/here";
import { Menu, type Theme } from "./screens/menu";
import { Start } from "./screens/start";
import { Summary } from "./screens/summary";
import { Walking } from "./screens/walking";
import { words } from "./words";

const BASE = new URL("../", location.href).href;
const SECOND = 1_000;

const clock: Clock = {
  now: () => Date.now(),
  monotonic: () => performance.now(),
  session: Math.random().toString(36).slice(2, 10),
};

function App({ patrol, code, first }: { patrol: Patrol; code: string; first: Theme }) {
  const [menu, setMenu] = useState(false);
  const [theme, setTheme] = useState<Theme>(first);
  useEffect(() => {
    document.documentElement.dataset["theme"] = theme;
    void remember(patrol.database, "theme", theme).catch(() => undefined);
  }, [theme]);
  const here = patrol.walk?.here?.arrive.id ?? "";
  const screen = `${patrol.phone?.phone} ${patrol.agreed} ${patrol.recording} ${patrol.shift?.id} ${here}`;
  useEffect(() => scrollTo(0, 0), [screen]);
  return (
    <>
      <Screen patrol={patrol} code={code} menu={() => setMenu(true)} />
      {menu && patrol.phone && <Menu {...{ patrol, theme, setTheme }} close={() => setMenu(false)} />}
    </>
  );
}

function Screen({ patrol, code, menu }: { patrol: Patrol; code: string; menu: () => void }) {
  const { phone, kept, walk } = patrol;
  if (!phone || code) return <Enrol patrol={patrol} code={code} />;
  if (patrol.recording) {
    return walk!.here ? <Here patrol={patrol} menu={menu} /> : <Walking patrol={patrol} menu={menu} />;
  }
  if (walk?.started) return <Summary patrol={patrol} menu={menu} />;
  if (phone.refused) return <Enrol patrol={patrol} code="" />;
  if (kept && kept.pack.purposes.version > patrol.agreed) return <Purposes patrol={patrol} />;
  return <Start patrol={patrol} menu={menu} />;
}

async function main(): Promise<void> {
  const root = document.getElementById("app")!;
  let code = codeInAddress();
  try {
    const database = await open();
    const theme = (await note<Theme>(database, "theme")) ?? preferred();
    document.documentElement.dataset["theme"] = theme;
    const draw = () => {
      // A new code is for this phone's next user; while a shift runs, its user stays.
      if (patrol.enrolled || patrol.recording) code = "";
      render(<App patrol={patrol} code={code} first={theme} />, root);
    };
    const patrol = new Patrol(database, clock, BASE, draw);
    listen(patrol, draw);
    await patrol.open();
    draw();
  } catch {
    root.textContent = words("app.broken");
  }
  void navigator.storage?.persist?.();
  if ("serviceWorker" in navigator) void navigator.serviceWorker.register("worker.js");
}

function preferred(): Theme {
  return matchMedia("(prefers-color-scheme: light)").matches ? "light" : "dark";
}

/** What happens around the app: the screen goes off and on, the signal comes back, time passes. */
function listen(patrol: Patrol, draw: () => void): void {
  const visit = () => patrol.walk?.here?.arrive.id;
  document.addEventListener("visibilitychange", () => {
    if (document.visibilityState === "hidden") void patrol.screen.hide(visit());
    else {
      void patrol.screen.beat(visit(), true).then(draw);
      void patrol.wake.want(patrol.recording);
      void patrol.schedule.now();
    }
  });
  addEventListener("online", () => void patrol.schedule.now().then(() => patrol.refresh()));
  addEventListener("offline", draw);
  let recording = patrol.recording;
  setInterval(() => {
    if (document.visibilityState !== "visible") return;
    void patrol.screen.beat(visit());
    // The hard stop: without it, GPS would go on until somebody looks.
    if (recording && !patrol.recording) patrol.locator.stop();
    recording = patrol.recording;
    draw();
  }, SECOND);
}

void main();
