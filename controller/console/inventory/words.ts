/** The inventory's closed words in people's language. */
import type { MessageDescriptor } from "@lingui/core";
import { msg } from "@lingui/core/macro";
import type { Device, Lamp, ThingOf } from "./thing.ts";

type WordsOf<W extends string> = Readonly<Record<W, MessageDescriptor>>;

export const circuitKinds: WordsOf<ThingOf<"circuit">["kind"]> = {
  wholeNight: msg`whole night`,
  halfNight: msg`half night`,
  alwaysLive: msg`always live`,
  decorative: msg`decorative`,
};

export const lampUses: WordsOf<Lamp["use"]> = {
  road: msg`road lighting`,
  decorative: msg`decorative`,
};

export const outputKinds: WordsOf<ThingOf<"lampModel">["outputKind"]> = {
  relay: msg`on and off only`,
  white: msg`dimmable white`,
  colour: msg`colour`,
  pixels: msg`pixels`,
};

export const curves: WordsOf<ThingOf<"lampModel">["curve"]> = {
  dali: msg`DALI, logarithmic`,
  linear: msg`linear (1–10 V, PWM)`,
};

export const profiles: WordsOf<Device["profile"]> = {
  R: msg`R · relays, cabinet`,
  W: msg`W · white lamps`,
  C: msg`C · colour`,
};

export const credentials: WordsOf<NonNullable<Device["credential"]>> = {
  none: msg`shut out`,
  active: msg`may sign in`,
  rotating: msg`two secrets`,
};

export const phases: WordsOf<"1" | "2" | "3"> = { 1: msg`L1`, 2: msg`L2`, 3: msg`L3` };
