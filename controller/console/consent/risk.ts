/** How much is asked before something is done: by what can go wrong, never by habit. */

/** What a wish does to the streets. */
export const effects = [
  "brighter",
  "backToPlan",
  "darker",
  "belowFloor",
  "cabinetsDark",
  "emergency",
  "isolate",
  "stopShows",
] as const;
export type Effect = (typeof effects)[number];

export interface Risk {
  /** press: the button is enough · summary: what will be is read first · typed: a word is typed · hold: pressed for 2 s. */
  readonly consent: "press" | "summary" | "typed" | "hold";
  /** Somebody else has to agree. */
  readonly secondPerson: boolean;
}

const risks: Readonly<Record<Effect, Risk>> = {
  brighter: { consent: "press", secondPerson: false },
  backToPlan: { consent: "press", secondPerson: false },
  darker: { consent: "summary", secondPerson: false },
  belowFloor: { consent: "typed", secondPerson: true },
  cabinetsDark: { consent: "typed", secondPerson: true },
  emergency: { consent: "hold", secondPerson: false },
  isolate: { consent: "hold", secondPerson: false },
  stopShows: { consent: "hold", secondPerson: false },
};

export const riskOf = (effect: Effect): Risk => risks[effect];

/** ms a button is held for what cannot be taken back at once. */
export const holdFor = 2_000;
