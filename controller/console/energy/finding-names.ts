/** What is remarked about a billing period, in words. */
import type { MessageDescriptor } from "@lingui/core";
import { msg } from "@lingui/core/macro";
import type { ComparedPeriod } from "./supply-points.ts";

export const remarkNames: Readonly<Record<ComparedPeriod["remarks"][number], MessageDescriptor>> = {
  thin: msg`too little is known`,
  arithmetic: msg`readings and kWh do not agree`,
  factorDiffers: msg`another factor than in the inventory`,
  gapBefore: msg`days before it were not billed`,
};
