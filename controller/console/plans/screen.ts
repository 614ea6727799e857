/** Plans: what the streets do every night, drafted, looked at beforehand, and brought to the lamps. */
import { msg } from "@lingui/core/macro";
import { IconCalendarTime } from "@tabler/icons-react";
import type { Screen } from "../app/screen.ts";

export const plansScreen: Screen = {
  path: "plans",
  title: msg`Plans`,
  icon: IconCalendarTime,
  section: "plan",
  power: "read",
  key: "p",
  pages: [
    { path: "", load: () => import("./plans-page.tsx") },
    { path: "$planId", load: () => import("./plan-page.tsx") },
  ],
};
