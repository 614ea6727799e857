/** What kinds of change, fields of parts, states of deployments and reasons of devices are called. */
import type { MessageDescriptor } from "@lingui/core";
import { msg } from "@lingui/core/macro";
import type { Difference } from "../plan.ts";
import type { Deployment } from "./deployments.ts";

export const kindNames: Readonly<Record<Difference["kind"], MessageDescriptor>> = {
  added: msg`new`,
  removed: msg`removed`,
  changed: msg`changed`,
};

export const fieldNames: Readonly<Record<string, MessageDescriptor>> = {
  name: msg`name`,
  points: msg`points`,
  rules: msg`rules`,
  defaultProgramId: msg`ordinary nights`,
  holidays: msg`holidays`,
  calendarId: msg`calendar`,
  to: msg`lamps`,
  roadIds: msg`roads`,
  spans: msg`hours`,
  approvals: msg`exceptions`,
  scope: msg`lamps`,
  from: msg`beginning`,
  until: msg`end`,
  percent: msg`level`,
  shift: msg`shift`,
  reductions: msg`reductions`,
  curfews: msg`curfews`,
  why: msg`reason`,
  documentNumber: msg`document number`,
  other: msg`details`,
};

export const stateNames: Readonly<Record<Deployment["state"], MessageDescriptor>> = {
  running: msg`under way`,
  done: msg`done`,
  stopped: msg`stopped`,
  superseded: msg`overtaken by a newer one`,
};

type Standing = keyof Deployment["counts"];

/** Best first, as the bar fills. */
export const standings: readonly Standing[] = ["holding", "told", "away", "refused", "waiting"];

export const standingNames: Readonly<Record<Standing, MessageDescriptor>> = {
  holding: msg`hold it`,
  told: msg`told, no answer yet`,
  away: msg`not connected`,
  refused: msg`cannot use it`,
  waiting: msg`wave not begun`,
};
