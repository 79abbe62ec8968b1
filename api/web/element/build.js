// Writes the files that pages load: the element that any page may embed, and the scripts of the service's own pages.
// With --out they go into that folder instead of among the service's static files.
import { join } from "node:path";
import { build } from "esbuild";

const told = process.argv.indexOf("--out");
await build({
  entryPoints: { "news-timeline": "src/timeline.js", workbench: "src/workbench/main.js" },
  outdir: told > 0 ? join(process.argv[told + 1]) : "../static",
  bundle: true,
  minify: true,
  format: "iife",
  target: "es2021",
  // Pages in any encoding load the file: it holds nothing but ASCII.
  charset: "ascii",
  legalComments: "eof",
  conditions: ["production"],
});
