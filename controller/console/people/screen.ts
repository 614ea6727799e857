/** People: who may do what, and where. */
import { msg } from "@lingui/core/macro";
import { IconUsers } from "@tabler/icons-react";
import type { Screen } from "../app/screen.ts";

export const peopleScreen: Screen = {
  path: "people",
  title: msg`People`,
  icon: IconUsers,
  section: "manage",
  power: "people",
  key: "u",
  pages: [
    { path: "", load: () => import("./people-page.tsx") },
    { path: "$personId", load: () => import("./person-page.tsx") },
  ],
};
