/** The driver is gone: no light and no power, while the electronics go on saying that they follow. */
import { smartLamps, type Trouble } from "./trouble.ts";

export const deadDriver: Trouble = {
  code: "deadDriver",
  concerns: "lamp",
  candidates: smartLamps,
  begin({ street, clock }, lampId) {
    street.harm(lampId, { dead: true }, clock.now());
    return () => street.harm(lampId, { dead: false }, clock.now());
  },
};
