/**
 * `npm run bench`: measures what the project promises beside its peers, run after run, and prints medians.
 * `--only <name>` one row (may be repeated), `--runs <n>` how often, `--quick` small and short, `--out <file>` where the figures go.
 */
import { execFileSync } from "node:child_process";
import { mkdirSync, writeFileSync } from "node:fs";
import { cpus, loadavg, totalmem } from "node:os";
import { dirname, join } from "node:path";
import { parseArgs } from "node:util";
import { type Result, resultOf, tableOf } from "./results.ts";
import type { Figure } from "./row.ts";
import { allRows } from "./rows/all-rows.ts";
import { full, quick } from "./size.ts";

const { values } = parseArgs({
  options: {
    only: { type: "string", multiple: true },
    runs: { type: "string" },
    quick: { type: "boolean", default: false },
    out: { type: "string" },
  },
});
const runs = Number(values.runs ?? (values.quick ? 1 : 3));
const names = allRows.map(({ name }) => name);
const unknown = values.only?.filter((name) => !names.includes(name)) ?? [];
if (unknown.length > 0) refuse(`there is no row ${unknown.join(", ")}; rows are ${names.join(", ")}`);
if (!Number.isInteger(runs) || runs < 1) refuse("--runs takes a whole number from 1");

const startedAt = new Date().toISOString();
const out = values.out ?? join(import.meta.dirname, "results", `${startedAt.replaceAll(":", "-")}.json`);
const size = values.quick ? quick : full;
const loadBefore = loadavg()[0];
const results: Result[] = [];
let hasFailed = false;

for (const row of allRows) {
  if (values.only !== undefined && !values.only.includes(row.name)) continue;
  const figures: Figure[] = [];
  for (let run = 1; run <= runs; run++) {
    try {
      figures.push(...(await row.run(size)));
    } catch (error) {
      hasFailed = true;
      console.error(`${row.name}, run ${run}:`, error);
    }
  }
  if (figures.length === 0) continue;
  const result = resultOf(row, figures);
  results.push(result);
  console.log(tableOf(result));
  save();
}
process.exit(hasFailed ? 1 : 0);

/** After every row, so that a long bench that is cut short leaves what it has. */
function save(): void {
  const [cpu] = cpus();
  const machine = {
    processors: `${cpus().length} × ${cpu?.model}`,
    memoryGiB: Math.round(totalmem() / 2 ** 30),
    node: process.version,
    loadBefore,
  };
  const commit = execFileSync("git", ["rev-parse", "--short", "HEAD"], { encoding: "utf8" }).trim();
  mkdirSync(dirname(out), { recursive: true });
  writeFileSync(out, `${JSON.stringify({ startedAt, commit, machine, runs, size, results }, undefined, 2)}\n`);
}

function refuse(why: string): never {
  console.error(`bench: ${why}`);
  process.exit(2);
}
