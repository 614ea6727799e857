/** Energy: what places used, saved and cost, and whether the utility's bills agree. */
import { msg } from "@lingui/core/macro";
import { IconBolt } from "@tabler/icons-react";
import type { Screen } from "../app/screen.ts";

export const energyScreen: Screen = {
  path: "energy",
  title: msg`Energy`,
  icon: IconBolt,
  section: "understand",
  power: "read",
  key: "e",
  pages: [
    { path: "", load: () => import("./energy-page.tsx") },
    { path: "bills", load: () => import("./bills-page.tsx") },
  ],
};
