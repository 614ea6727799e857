/** A worn input filter: the driver draws four times its reactive power, so its power factor falls below 0.85 even at full. */
import { smartLamps, type Trouble } from "./trouble.ts";

export const lowPowerFactor: Trouble = {
  code: "lowPowerFactor",
  concerns: "lamp",
  candidates: smartLamps,
  begin({ street, clock }, lampId) {
    street.harm(lampId, { filter: 4 }, clock.now());
    return () => street.harm(lampId, { filter: 1 }, clock.now());
  },
};
