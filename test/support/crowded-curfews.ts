/** Curfews within every count a device allows that are, all together, more than one message can carry. */
import type { Curfew } from "../../controller/core/plans/plan.ts";
import { evening } from "./fleet-things.ts";

const signature = { at: evening, personId: "lan", personName: "Lan" };

/** Sixteen curfews over all lamps, each with the same fifteen nights taken out by approvals. */
export const crowdedCurfews: readonly Curfew[] = Array.from({ length: 16 }, (_, n) => ({
  id: `c${n}`,
  name: `Giờ ${n}`,
  scope: { use: "all" },
  from: `${String(23 - n).padStart(2, "0")}:00`,
  to: "05:00",
  percent: 90 - n,
  approvals: Array.from({ length: 15 }, (_, a) => {
    const night = { year: 2027, month: (a % 12) + 1, day: a < 12 ? 3 : 20 };
    return {
      id: `a${a}`,
      name: `Lễ ${a}`,
      from: night,
      to: night,
      why: "lễ hội",
      requested: signature,
      approved: signature,
    };
  }),
}));
