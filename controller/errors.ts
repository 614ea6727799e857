/** Every way the controller says no: one list of codes, one class that carries them. HTTP status is chosen in api/. */

/** Codes are stable and never reused: clients and translations depend on them. */
export const errorCodes = [
  // what was sent
  "request/malformed",
  "request/too-large",
  "request/unsupported-type",
  "request/unknown-route",
  "request/foreign-origin",
  "request/rate",
  "request/key-reused",
  // who sent it
  "people/not-signed-in",
  "people/wrong-credentials",
  "people/no-power",
  "people/outside-area",
  "people/unknown",
  "people/taken",
  "people/changed-meanwhile",
  "people/last-administrator",
  "people/weak-password",
  // things
  "inventory/unknown",
  "inventory/taken",
  "inventory/changed-meanwhile",
  "inventory/in-use",
  "inventory/retired",
  "inventory/invalid",
  "inventory/import-rejected",
  // wishes
  "plans/unknown",
  "plans/empty-target",
  "plans/bad-period",
  "plans/over-cap",
  "plans/locked",
  "plans/not-holder",
  "plans/ended",
  "plans/unsupported",
  "plans/confirm-needed",
  "plans/taken",
  "plans/changed-meanwhile",
  "plans/no-draft",
  "plans/invalid",
  "plans/second-person",
  "plans/dark-cabinets",
  "plans/preview-unknown",
  "plans/preview-unfinished",
  "plans/previews-full",
  "jobs/unknown",
  "jobs/ended",
  "jobs/cannot-pause",
  "fleet/unknown",
  "telemetry/unavailable",
  "telemetry/bad-range",
  "telemetry/not-forwarded",
  "reports/unknown",
  "reports/unfinished",
  "reports/future",
  "reports/full",
  "energy/unknown",
  "energy/changed-meanwhile",
  "energy/invalid",
  "energy/import-rejected",
  "energy/import-unknown",
  "energy/import-taken",
  "energy/import-undone",
  // the machine
  "config/invalid",
  "data/locked",
  "data/unwritable",
  "data/damaged",
  "port/taken",
  "broker/unreachable",
  "internal",
] as const;
export type ErrorCode = (typeof errorCodes)[number];

/** One offending place of a request, `body.grants[0].role` for example. */
export interface Place {
  path: string;
  message: string;
  /** The same in Vietnamese, where it is known. */
  messageVi?: string;
  /** Where the places of one request are wrong in different ways. */
  code?: ErrorCode;
}

/** What a person is told beyond the code: English here, the console translates by code and `params`. */
export interface ErrorDetails {
  cause?: unknown;
  /** Values the translated sentence names. */
  params?: Record<string, string | number>;
  /** One entry per offending place of the request, so that all are shown at once. */
  places?: Place[];
}

/** A broken promise with a stable code. `message` is an English sentence that names the thing and what to do. */
export class ControllerError extends Error {
  readonly code: ErrorCode;
  readonly params: Record<string, string | number>;
  readonly places: Place[];

  constructor(code: ErrorCode, message: string, details: ErrorDetails = {}) {
    super(message, details.cause === undefined ? undefined : { cause: details.cause });
    this.name = "ControllerError";
    this.code = code;
    this.params = details.params ?? {};
    this.places = details.places ?? [];
  }
}
