/** Energy tables: what a kilowatt-hour costs and emits, and what areas burned before. They decide what a saving is worth. */
import { msg } from "@lingui/core/macro";
import { IconReceipt2 } from "@tabler/icons-react";
import type { Screen } from "../app/screen.ts";

export const energyTablesScreen: Screen = {
  path: "energy-tables",
  title: msg`Rates and baselines`,
  icon: IconReceipt2,
  section: "manage",
  power: "energy",
  key: "b",
  pages: [
    { path: "", load: () => import("./rates-page.tsx") },
    { path: "baselines", load: () => import("./baselines-page.tsx") },
    { path: "baselines/$areaId", load: () => import("./baseline-page.tsx") },
  ],
};
