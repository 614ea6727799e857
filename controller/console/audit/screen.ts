/** Audit: who did what, when, where, on whose paper. */
import { msg } from "@lingui/core/macro";
import { IconHistory } from "@tabler/icons-react";
import type { Screen } from "../app/screen.ts";

export const auditScreen: Screen = {
  path: "audit",
  title: msg`Audit`,
  icon: IconHistory,
  section: "manage",
  power: "audit",
  key: "a",
  pages: [{ path: "", load: () => import("./audit-page.tsx") }],
};
