/** Build the app into the office's package: the same bytes each time. `node build.mjs [FOLDER]`. */
import { createHash } from "node:crypto";
import { copyFileSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { build } from "esbuild";

const HERE = dirname(fileURLToPath(import.meta.url));
const TARGET = process.argv[2] ?? join(HERE, "../src/beatwise/web/patrols/static/patrols");
const SHELL = join(HERE, "shell");

const options = {
  bundle: true,
  minify: true,
  format: "iife",
  target: ["es2020", "chrome90", "safari15"],
  jsx: "automatic",
  jsxImportSource: "preact",
  charset: "utf8",
  legalComments: "none",
  logLevel: "warning",
  absWorkingDir: HERE,
};

rmSync(TARGET, { recursive: true, force: true });
mkdirSync(TARGET, { recursive: true });
const { version } = JSON.parse(readFileSync(join(HERE, "package.json"), "utf8"));
await build({
  ...options,
  entryPoints: [join(HERE, "src/app.tsx")],
  outfile: join(TARGET, "app.js"),
  define: { APP: JSON.stringify(version) },
});
for (const name of readdirSync(SHELL)) {
  if (name.endsWith(".css")) await build({ ...options, entryPoints: [join(SHELL, name)], outfile: join(TARGET, name) });
  else copyFileSync(join(SHELL, name), join(TARGET, name));
}
// The worker carries a mark of everything it keeps, so that a new build replaces an old one.
const files = readdirSync(TARGET).sort();
const hash = createHash("sha256");
for (const name of files) hash.update(name).update(readFileSync(join(TARGET, name)));
await build({
  ...options,
  entryPoints: [join(HERE, "src/worker.ts")],
  outfile: join(TARGET, "worker.js"),
  define: {
    VERSION: JSON.stringify(hash.digest("hex").slice(0, 12)),
    FILES: JSON.stringify(["./", ...files.filter((name) => name !== "index.html")]),
  },
});
writeFileSync(join(TARGET, "README"), "Built from phone/ by `node build.mjs`. Do not edit.\n");
