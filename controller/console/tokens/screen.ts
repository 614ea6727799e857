/** Tokens: keys of one's own for programs that use the API. */
import { msg } from "@lingui/core/macro";
import { IconPlugConnected } from "@tabler/icons-react";
import type { Screen } from "../app/screen.ts";

export const tokensScreen: Screen = {
  path: "tokens",
  title: msg`Tokens`,
  icon: IconPlugConnected,
  section: "manage",
  power: "read",
  key: "k",
  pages: [{ path: "", load: () => import("./tokens-page.tsx") }],
};
