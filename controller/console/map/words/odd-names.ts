/** How a lamp is at odds with what it should do, as people call it. */
import type { MessageDescriptor } from "@lingui/core";
import { msg } from "@lingui/core/macro";
import type { oddities } from "../use-map-address.ts";

export const oddNames: Readonly<Record<(typeof oddities)[number], MessageDescriptor>> = {
  any: msg`Whatever is at odds`,
  dark: msg`Dark and should be lit`,
  burning: msg`Lit and should be dark`,
  underpowered: msg`Lit with too little power`,
};
