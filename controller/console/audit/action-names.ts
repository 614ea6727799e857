/** What actions of the audit are called: "override.place" is two words that people know. */
import type { MessageDescriptor } from "@lingui/core";
import { msg } from "@lingui/core/macro";

/** First part of an action, which the audit can be filtered by. */
export const subjects: Readonly<Record<string, MessageDescriptor>> = {
  override: msg`Override`,
  workLock: msg`Work lock`,
  isolate: msg`Isolation`,
  emergency: msg`Emergency`,
  job: msg`Job`,
  plan: msg`Plan`,
  deployment: msg`Deployment`,
  inventory: msg`Inventory`,
  people: msg`People`,
  baseline: msg`Baseline`,
  bills: msg`Bills`,
  lamp: msg`Lamp`,
  rates: msg`Rates`,
  api: msg`Refused attempt`,
};

const verbs: Readonly<Record<string, MessageDescriptor>> = {
  place: msg`placed`,
  ask: msg`asked for`,
  withdraw: msg`withdrawn`,
  end: msg`ended`,
  expire: msg`ran out`,
  test: msg`tested`,
  cancel: msg`cancelled`,
  retry: msg`tried again`,
  pause: msg`paused`,
  create: msg`created`,
  change: msg`changed`,
  retire: msg`retired`,
  restore: msg`restored`,
  bulk: msg`changed many`,
  save: msg`saved`,
  begin: msg`begun`,
  correct: msg`corrected`,
  identify: msg`made blink`,
  deploy: msg`deployed`,
  return: msg`returned`,
  stop: msg({ message: "stopped", context: "audit" }),
  resume: msg`resumed`,
  discard: msg`discarded`,
  approve: msg`approved`,
  record: msg`recorded`,
  import: msg`imported`,
  undo: msg`undone`,
  signIn: msg`signed in`,
  signOut: msg`signed out`,
  changePassword: msg`changed the password`,
  resetPassword: msg`new password`,
  createToken: msg`token made`,
  revokeToken: msg`token revoked`,
  rotateSecret: msg`secret renewed`,
  endRotation: msg`secret kept`,
  revoke: msg`revoked`,
  replaceDevice: msg`device replaced`,
  call: msg`not allowed`,
};

/** @returns the action in words; one that is not known yet as it stands, because a blank would hide it. */
export function actionText(action: string, say: (message: MessageDescriptor) => string): string {
  const [subject = "", verb = ""] = action.split(".");
  const [thing, done] = [subjects[subject], verbs[verb]];
  if (thing === undefined) return action;
  return `${say(thing)} · ${done === undefined ? verb : say(done)}`;
}
