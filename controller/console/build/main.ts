/**
 * `npm run build:console`. `--if-stale`: only when the sources are not those of the last build. `--draft`: without asking
 * for Vietnamese. `--before-start`: as `--if-stale`, and a build that fails is told and no more.
 */
import { parseArgs } from "node:util";
import { bundle, isStale } from "./bundle.ts";

const { values } = parseArgs({
  options: {
    "if-stale": { type: "boolean", default: false },
    "before-start": { type: "boolean", default: false },
    draft: { type: "boolean", default: false },
  },
});
const onlyIfStale = values["if-stale"] || values["before-start"];

if (!onlyIfStale || isStale()) {
  const begun = performance.now();
  console.log("Đang dựng bảng điều khiển… / Building the console…");
  try {
    await bundle({ isDraft: values.draft });
    console.log(`  ${((performance.now() - begun) / 1000).toFixed(1)} s  xong / done`);
  } catch (error) {
    // lamps need their controller more than it needs its console, and the last one built still works
    if (!values["before-start"]) throw error;
    console.error(`  ${error instanceof Error ? error.message : String(error)}`);
  }
}
