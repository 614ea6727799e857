/** What a person should look at before a plan goes out: data with a place in the plan or the city, and a sentence. */
export const findingCodes = [
  "nightsWithoutProgram",
  "lampsWithoutCalendar",
  "lampsNotCommanded",
  "darkEvening",
  "darkMorning",
  "lightByDay",
  "pointsTooClose",
  "pointWithoutEffect",
  "belowFloor",
  "darkRun",
  "segmentOpen",
  "segmentNotCommanded",
  "litAfterCurfew",
  "exception",
] as const;
export type FindingCode = (typeof findingCodes)[number];

/** `error`: somebody stands in the dark, or light is where none may be. `note`: as most plans do. */
export const severities = ["error", "warning", "note"] as const;
export type Severity = (typeof severities)[number];

/** Where it was found; what is absent does not narrow it. */
export interface FindingPlace {
  readonly planId?: string;
  readonly calendarId?: string;
  readonly calendarName?: string;
  readonly programId?: string;
  readonly programName?: string;
  /** Position in the program people edit. */
  readonly point?: number;
  readonly roadId?: string;
  readonly roadName?: string;
  readonly lampIds?: readonly string[];
}

/** Nights by the day on which they begin, days since 1970-01-01. */
export interface FoundNights {
  readonly count: number;
  readonly first: number;
  readonly last: number;
  /** The night of the figures, and where it makes sense the instant, EpochMs. */
  readonly worst: number;
  readonly at?: number;
}

export interface Finding {
  readonly code: FindingCode;
  readonly severity: Severity;
  readonly place: FindingPlace;
  readonly nights?: FoundNights;
  /** Of the worst night: minutes, percent, poles, metres by name. */
  readonly figures: Readonly<Record<string, number>>;
  readonly sentence: { readonly vi: string; readonly en: string };
}

/** Errors first, then by code and place, so that a report reads the same every time. */
export function bySeverity(a: Finding, b: Finding): number {
  return (
    severities.indexOf(a.severity) - severities.indexOf(b.severity) ||
    findingCodes.indexOf(a.code) - findingCodes.indexOf(b.code) ||
    (b.nights?.count ?? 0) - (a.nights?.count ?? 0)
  );
}
