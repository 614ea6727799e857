/** A watchdog that bites: the program starts again every few minutes, with the lamp under supply all the time. */
import { lampDevices, type Trouble } from "./trouble.ts";

/** ms between restarts, shortest and longest. */
const shortest = 60_000;
const longest = 600_000;

export const restarts: Trouble = {
  code: "restarts",
  concerns: "device",
  candidates: lampDevices,
  begin({ devices, wakes, clock, rng }, deviceId) {
    const device = devices.get(deviceId)!;
    const wake = wakes.create(() => {
      device.restart("watchdog");
      next();
    });
    const next = () => wake.at(clock.now() + rng.between(shortest, longest));
    next();
    return () => wake.at(Number.POSITIVE_INFINITY);
  },
};
