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
  keys: [
    { keys: ["←", "→"], what: msg`Move the chosen point of a program in time` },
    { keys: ["↑", "↓"], what: msg`Make it brighter or darker` },
    { keys: ["PgUp", "PgDn"], what: msg`The same in larger steps` },
  ],
  pages: [
    { path: "", load: () => import("./plans-page.tsx") },
    { path: "$planId", load: () => import("./plan-page.tsx") },
  ],
};
