/** Commissioning: a device that was just hung up is told which lamp it is, and proves it. Made for the phone. */
import { msg } from "@lingui/core/macro";
import { IconQrcode } from "@tabler/icons-react";
import type { Screen } from "../app/screen.ts";

export const commissioningScreen: Screen = {
  path: "commissioning",
  title: msg`Commissioning`,
  icon: IconQrcode,
  section: "manage",
  power: "inventory",
  key: "c",
  pages: [{ path: "", load: () => import("./commissioning-page.tsx") }],
};
