import { expect, test } from "vitest";
import { planningSite } from "../../../../../controller/core/fleet/configure.ts";
import { createInventoryIndex } from "../../../../../controller/core/inventory/index.ts";
import { compilePlanSteps, compilePlans } from "../../../../../controller/core/plans/compile/compile-plans.ts";
import type { Plan } from "../../../../../controller/core/plans/plan.ts";
import { validatePlanSteps } from "../../../../../controller/core/plans/validate/validate-plan.ts";
import type { Steps } from "../../../../../controller/core/steps.ts";
import { evening, site } from "../../../../support/fleet-things.ts";
import { bigCity, planOfBigCity } from "./big-city.ts";

const long = process.env.DEN_TEST_LONG === "1";
/** ms of the processor one step may take, by lamps of the city. */
const sizes: [lamps: number, most: number][] = long
  ? [
      [10_000, 50],
      [100_000, 250],
    ]
  : [[10_000, 50]];

function withSaving(plan: Plan): Plan {
  const saving = {
    id: "saving",
    name: "Tiết giảm",
    from: { year: 2027, month: 5, day: 16 },
    to: { year: 2027, month: 6, day: 30 },
    scope: { use: "all" as const },
    reductions: [{ from: "22:00", to: "04:45", byPercent: 10 }],
    why: "tiết giảm điện",
  };
  const curfew = { id: "c", name: "c", scope: { use: "all" as const }, from: "22:00", to: "05:00", percent: 90 };
  return { ...plan, campaigns: [saving], curfews: [curfew] };
}

/** Processor time of each step, ms: the machine may have other things to do. */
function lengthsOf<T>(steps: Steps<T>): { value: T; lengths: number[] } {
  const lengths: number[] = [];
  for (;;) {
    const before = process.threadCpuUsage();
    const step = steps.next();
    const { user, system } = process.threadCpuUsage(before);
    lengths.push((user + system) / 1000);
    if (step.done === true) return { value: step.value, lengths };
  }
}

test.each(sizes)(
  "compiling and judging a plan of %i lamps never takes the event loop for longer than %i ms",
  (lamps, most) => {
    const inventory = bigCity(lamps);
    const index = createInventoryIndex(inventory);
    const plan = withSaving(planOfBigCity(lamps, 50));
    const city = { inventory, index, site: planningSite(site), now: evening };
    const compiled = lengthsOf(compilePlanSteps({ ...city, plans: [plan] }));
    const judged = lengthsOf(validatePlanSteps(plan, { ...city, site, others: [] }));
    for (const [what, { lengths }] of Object.entries({ compiled, judged })) {
      const sum = lengths.reduce((all, length) => all + length, 0);
      const longest = Math.max(...lengths);
      console.log(
        `${lamps} lamps ${what}: ${sum.toFixed(0)} ms in ${lengths.length} steps, longest ${longest.toFixed(1)} ms`,
      );
      expect(longest, what).toBeLessThan(most);
    }
    expect(judged.value).toEqual([]);
    const atOnce = compilePlans({ ...city, plans: [plan] });
    expect(compiled.value.devices).toEqual(atOnce.devices);
    expect(compiled.value.documents).toEqual(atOnce.documents);
  },
);
