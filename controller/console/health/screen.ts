/** Health: whether controller, broker, stores and stream do their work. */
import { msg } from "@lingui/core/macro";
import { IconHeartbeat } from "@tabler/icons-react";
import type { Screen } from "../app/screen.ts";

export const healthScreen: Screen = {
  path: "health",
  title: msg`Health`,
  icon: IconHeartbeat,
  section: "manage",
  power: "read",
  key: "s",
  pages: [{ path: "", load: () => import("./health-page.tsx") }],
};
