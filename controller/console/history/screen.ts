/** History: what lamps and cabinets measured, as curves and as tables. */
import { msg } from "@lingui/core/macro";
import { IconChartLine } from "@tabler/icons-react";
import type { Screen } from "../app/screen.ts";

export const historyScreen: Screen = {
  path: "history",
  title: msg`History`,
  icon: IconChartLine,
  section: "understand",
  power: "read",
  key: "h",
  pages: [{ path: "", load: () => import("./history-page.tsx") }],
};
