/** A process full of thin devices, and identities for brokers that let everybody in. */
import { type Program, startProgram } from "../program.ts";
import { deviceId } from "../town.ts";
import type { Devices } from "./devices.ts";
import type { Identity } from "./thin-device.ts";

export const startDevices = (): Program<Devices> => startProgram<Devices>(new URL("./devices.ts", import.meta.url));

export const anybody = (count: number): Identity[] => Array.from({ length: count }, (_, n) => ({ id: deviceId(n) }));
