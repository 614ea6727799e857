/** Reports: a month of energy or of operation, as a file. */
import { msg } from "@lingui/core/macro";
import { IconReport } from "@tabler/icons-react";
import type { Screen } from "../app/screen.ts";

export const reportsScreen: Screen = {
  path: "reports",
  title: msg`Reports`,
  icon: IconReport,
  section: "understand",
  power: "read",
  key: "r",
  pages: [{ path: "", load: () => import("./reports-page.tsx") }],
};
