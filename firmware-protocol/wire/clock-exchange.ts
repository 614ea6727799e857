/** The four-timestamp clock exchange over MQTT: request with t1, answer with t1, t2 and t3, all µs. */
import { z } from "zod";
import { EpochUs } from "./units.ts";

/** `t1` is the device's own clock, which may count from boot. */
export const TimeRequest = z.object({ t1: EpochUs });
export type TimeRequest = z.input<typeof TimeRequest>;

export const TimeAnswer = z.object({ t1: EpochUs, t2: EpochUs, t3: EpochUs });
export type TimeAnswer = z.input<typeof TimeAnswer>;
