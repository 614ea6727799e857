/** Tonight: where the day begins and what the operations centre leaves open. */
import { msg } from "@lingui/core/macro";
import { IconMoonStars } from "@tabler/icons-react";
import type { Screen } from "../app/screen.ts";

export const tonightScreen: Screen = {
  path: "tonight",
  title: msg`Tonight`,
  icon: IconMoonStars,
  section: "operate",
  power: "read",
  key: "t",
  pages: [{ path: "", load: () => import("./tonight-page.tsx") }],
};
