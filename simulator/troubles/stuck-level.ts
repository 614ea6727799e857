/** The dimming wires are broken or shorted: the driver gives full light whenever it is fed. */
import { smartLamps, type Trouble } from "./trouble.ts";

export const stuckLevel: Trouble = {
  code: "stuckLevel",
  concerns: "lamp",
  candidates: smartLamps,
  begin({ street, clock }, lampId) {
    street.harm(lampId, { stuckAt: 100 }, clock.now());
    return () => street.harm(lampId, { stuckAt: undefined }, clock.now());
  },
};
