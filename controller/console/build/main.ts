/** `npm run build:console`; `--if-stale`: only when the sources are not those of the last build; `--draft`: without asking for Vietnamese. */
import { parseArgs } from "node:util";
import { bundle, isStale } from "./bundle.ts";

const { values } = parseArgs({
  options: { "if-stale": { type: "boolean", default: false }, draft: { type: "boolean", default: false } },
});

if (!values["if-stale"] || isStale()) {
  const begun = performance.now();
  console.log("Đang dựng bảng điều khiển… / Building the console…");
  await bundle({ isDraft: values.draft });
  console.log(`  ${((performance.now() - begun) / 1000).toFixed(1)} s  xong / done`);
}
