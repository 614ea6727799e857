/** Jobs: wide actions and what became of them, lamp by lamp. */
import { msg } from "@lingui/core/macro";
import { IconListCheck } from "@tabler/icons-react";
import type { Screen } from "../app/screen.ts";

export const jobsScreen: Screen = {
  path: "jobs",
  title: msg`Jobs`,
  icon: IconListCheck,
  section: "operate",
  power: "read",
  key: "j",
  pages: [
    { path: "", load: () => import("./jobs-page.tsx") },
    { path: "$jobId", load: () => import("./job-page.tsx") },
  ],
};
