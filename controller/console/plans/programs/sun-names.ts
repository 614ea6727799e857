/** What the events of the sun are called. */
import type { MessageDescriptor } from "@lingui/core";
import { msg } from "@lingui/core/macro";
import { type SunEventName, sunEventNames } from "#protocol/wire/vocabulary.ts";

export const sunEvents = sunEventNames;

export const sunNames: Readonly<Record<SunEventName, MessageDescriptor>> = {
  sunset: msg`Sunset`,
  civilDusk: msg`Civil dusk`,
  civilDawn: msg`Civil dawn`,
  sunrise: msg`Sunrise`,
};
