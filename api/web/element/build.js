// Writes the one file that pages load. With --out it goes there instead of among the service's static files.
import { build } from "esbuild";

const told = process.argv.indexOf("--out");
await build({
  entryPoints: ["src/timeline.js"],
  outfile: told > 0 ? process.argv[told + 1] : "../static/news-timeline.js",
  bundle: true,
  minify: true,
  format: "iife",
  target: "es2021",
  // Pages in any encoding load the file: it holds nothing but ASCII.
  charset: "ascii",
  legalComments: "eof",
  conditions: ["production"],
});
