/** Plant faults in the storage and sync code one by one; the shifts of misfortunes must notice each. */
import { spawnSync } from "node:child_process";
import { readFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { build } from "esbuild";

const HERE = dirname(fileURLToPath(import.meta.url));

/** What goes wrong, in which file, and the piece of code that is changed. */
const FAULTS = [
  ["what the office rejected is filed as accepted", "outbox/outbox.ts", 'if (verdict.status !== "rejected")', "if (true)"],
  ["one user's records are sent with another's key", "sync/drain.ts", 'batch(database, phone.phone, "waiting", size)', 'batch(database, "Phone 1", "waiting", size)'],
  ["saved is said before the disk has it", "outbox/database.ts", "        result = value;", "        result = value; resolve(value);"],
  ["a full storage passes for success", "outbox/database.ts", "transaction.onabort = () => reject(failure(cause ?? transaction.error))", "transaction.onabort = () => resolve(undefined as T)"],
  ["silence passes for acceptance", "sync/drain.ts", 'if (reply.kind === "later") {', 'if (reply.kind === "later") { await settle(database, phone.phone, due.map(({ id }) => ({ id, status: "accepted" as const })));'],
  ["a sign-in page passes for acceptance", "sync/wire.ts", "  } catch {\n    return { kind: \"later\" };", "  } catch {\n    return { kind: \"verdicts\", verdicts: sent.map(({ id }) => ({ id, status: \"accepted\" as const })) };"],
  ["answers are matched by place and not by id", "sync/wire.ts", "    verdicts.push({\n      id: row.id.toLowerCase(),", "    verdicts.push({\n      id: sent[verdicts.length]!.id,"],
  ["signing out erases what was not sent", "outbox/phones.ts", 'await answer(store("notes").delete("active"));', 'await answer(store("notes").delete("active")); if (row) await answer(store("phones").delete(phone));'],
  ["one unreadable item stops the rest", "sync/drain.ts", "if (due.length === 1) await setAside(", "if (due.length === 0) await setAside("],
  ["an unreadable batch is set aside as a whole", "sync/drain.ts", "if (due.length === 1) await setAside(database, phone.phone, due[0]!, reply);", 'for (const item of due) await settle(database, phone.phone, [{ id: item.id, status: "accepted" }]);'],
  ["the sequence is given out before the write", "outbox/outbox.ts", "seq: row.seq + items.length", "seq: row.seq + items.length + (Math.random() < 0.3 ? 1 : 0)"],
  ["what was taken back is sent all the same", "outbox/outbox.ts", 'move(database, phone, "waiting", "withdrawn"', 'move(database, phone, "waiting", "waiting"'],
  ["what waits for a start waits for ever", "outbox/outbox.ts", 'move(database, phone, "held", "aside", (item) => Date.parse(item.until) <= now)', 'move(database, phone, "held", "aside", () => false && now)'],
  ["a renewed key starts a new outbox", "outbox/phones.ts", "seq: before?.seq ?? 0", "seq: 0"],
  ["an accepted item falls back when a late answer comes", "outbox/outbox.ts", ' || item.state === "accepted"', ""],
];

const trials = FAULTS.slice(0, Number(process.argv[2] ?? FAULTS.length));
let missed = 0;
for (const [title, file, before, after] of trials) {
  const caught = (await trial(file, before, after)) !== 0;
  console.log(`${caught ? "noticed" : "MISSED "}  ${title}`);
  if (!caught) missed += 1;
}
console.log(`${trials.length - missed} of ${trials.length} planted faults noticed`);
process.exit(missed ? 1 : 0);

/** Run the shifts over code with one fault; return their exit code. */
async function trial(file, before, after) {
  const path = join(HERE, "../src", file);
  const text = readFileSync(path, "utf8");
  if (!text.includes(before)) throw new Error(`${file} has no such code any more: ${before}`);
  const outdir = join(HERE, "../out/fault");
  await build({
    entryPoints: ["chaos.test.ts", "outbox.test.ts"].map((name) => join(HERE, name)),
    outdir,
    outExtension: { ".js": ".mjs" },
    bundle: true,
    platform: "node",
    format: "esm",
    target: "node18",
    packages: "external",
    logLevel: "error",
    plugins: [
      {
        name: "fault",
        setup: (step) =>
          step.onLoad({ filter: /\.ts$/ }, ({ path: each }) =>
            each === path ? { contents: text.replace(before, after), loader: "ts" } : undefined,
          ),
      },
    ],
  });
  const environment = { ...process.env, BEATWISE_CHAOS_SHIFTS: "120", BEATWISE_CHAOS_QUICK: "1" };
  return spawnSync(process.execPath, ["--test", join(outdir, "chaos.test.mjs"), join(outdir, "outbox.test.mjs")], { env: environment, timeout: 120_000 }).status ?? 1;
}
