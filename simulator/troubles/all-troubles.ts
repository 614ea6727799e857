/** The list of troubles the simulator knows, by code. */
import { deadDriver } from "./dead-driver.ts";
import { deadLink } from "./dead-link.ts";
import { lostMessages } from "./lost-messages.ts";
import { lowPowerFactor } from "./low-power-factor.ts";
import { restarts } from "./restarts.ts";
import { selectorInHand } from "./selector-in-hand.ts";
import { stuckLevel } from "./stuck-level.ts";
import { supplyLost } from "./supply-lost.ts";
import type { Trouble } from "./trouble.ts";
import { weldedRelay } from "./welded-relay.ts";
import { wrongClock } from "./wrong-clock.ts";

export const allTroubles: ReadonlyMap<string, Trouble> = new Map(
  [
    deadDriver,
    deadLink,
    lostMessages,
    lowPowerFactor,
    restarts,
    selectorInHand,
    stuckLevel,
    supplyLost,
    weldedRelay,
    wrongClock,
  ].map((trouble) => [trouble.code, trouble]),
);
