/** Overrides and whatever else people ordered for tonight: what is in force, and a form for more. */
import { msg } from "@lingui/core/macro";
import { IconHandStop } from "@tabler/icons-react";
import type { Screen } from "../app/screen.ts";
import { useWaitingForMe } from "./waiting.ts";

export const overridesScreen: Screen = {
  path: "overrides",
  title: msg`Overrides`,
  icon: IconHandStop,
  section: "operate",
  power: "read",
  key: "o",
  useCount: useWaitingForMe,
  pages: [{ path: "", load: () => import("./overrides-page.tsx") }],
};
