/** What refusals of messages and of the broker are called: by their own code, else by what they are about. */
import type { MessageDescriptor } from "@lingui/core";
import { msg } from "@lingui/core/macro";

const names: Readonly<Record<string, MessageDescriptor>> = {
  // messages the controller did not take
  tooLarge: msg`message larger than its kind may be`,
  notCbor: msg`message in no encoding this system speaks`,
  notJson: msg`message that is no JSON`,
  noJsonForm: msg`message that has no JSON form`,
  notAMessage: msg`bytes that are no message`,
  badField: msg`field missing, unreadable or out of range`,
  unknownVersion: msg`protocol version not spoken here`,
  foreignTopic: msg`topic of another system`,
  unknownDevice: msg`device nobody has entered`,
  // sign-in at the broker
  "signIn.failed": msg`wrong name or secret`,
  "signIn.blocked": msg`too many wrong secrets, blocked for a while`,
  "signIn.anonymous": msg`no name and secret given`,
  "signIn.clientId": msg`client id that belongs to somebody else`,
  "signIn.revoked": msg`account taken away while connected`,
  "signIn.unavailable": msg`list of accounts could not be read`,
  // what else it refuses, by the first part of the rule
  access: msg`topic it has no right to`,
  connect: msg`connection not begun as the protocol asks`,
  frame: msg`bytes that break the protocol`,
  publish: msg`message not sent as the protocol asks`,
  subscribe: msg`subscription not asked for as the protocol asks`,
  rate: msg`more messages or bytes than allowed`,
  session: msg`too many messages waiting for it`,
};

/** @returns undefined for a code that nobody has named yet: then it stands as it is. */
export const refusalName = (code: string): MessageDescriptor | undefined =>
  names[code] ?? names[code.split(".", 1)[0] ?? ""];
