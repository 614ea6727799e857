/** Inventory: what the city consists of, and how that is changed. */
import { msg } from "@lingui/core/macro";
import { IconPackages } from "@tabler/icons-react";
import type { Screen, ScreenPage } from "../app/screen.ts";
import { pathOf } from "./sorts.ts";
import { type ThingSort, thingSorts } from "./thing.ts";

const listOf = (sort: ThingSort): ScreenPage => ({
  path: pathOf[sort],
  load: async () => ({ Page: (await import("./list/list-page.tsx")).listPageOf(sort) }),
});

export const inventoryScreen: Screen = {
  path: "inventory",
  title: msg`Inventory`,
  icon: IconPackages,
  section: "manage",
  power: "read",
  key: "i",
  pages: [
    { path: "", load: () => import("./overview/overview-page.tsx") },
    ...thingSorts.map(listOf),
    { path: "import", load: () => import("./import/import-page.tsx") },
    { path: "new/$sort", load: () => import("./detail/new-page.tsx") },
    { path: "$sort/$thingId", load: () => import("./detail/thing-page.tsx") },
  ],
};
