/** The map: every lamp where it stands and what it does, and its table twin. */
import { msg } from "@lingui/core/macro";
import { IconMap2 } from "@tabler/icons-react";
import type { Screen } from "../app/screen.ts";

export const mapScreen: Screen = {
  path: "map",
  title: msg`Map`,
  icon: IconMap2,
  section: "operate",
  power: "read",
  key: "m",
  keys: [
    { keys: ["←", "↑", "→", "↓"], what: msg`Move the map` },
    { keys: ["+", "−"], what: msg`Nearer and farther` },
    { keys: ["Home"], what: msg`Show everything` },
    { keys: ["Shift"], what: msg`Held while dragging: select by a box` },
    { keys: ["Esc"], what: msg`Select none, close the panel` },
  ],
  pages: [{ path: "", load: () => import("./map-page.tsx") }],
};
