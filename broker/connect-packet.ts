/** Reads the one packet a stranger may send. What does not conform is refused before any credential is looked at [MQTT-3.1.4-1]. */
import type { Bounds } from "./bounds.ts";
import type { Rule } from "./rules.ts";
import { isMqttText, isTopicName } from "./text.ts";

/** CONNACK return codes of MQTT 3.1.1, table 3.1. */
export const returnCode = {
  accepted: 0,
  protocolLevel: 1,
  clientId: 2,
  unavailable: 3,
  badCredentials: 4,
  notAuthorized: 5,
} as const;

export type ReturnCode = (typeof returnCode)[keyof typeof returnCode];

export interface ConnectRequest {
  /** Empty: the broker chooses one [MQTT-3.1.3-6]. */
  clientId: string;
  cleanSession: boolean;
  userName: string | undefined;
  password: Buffer | undefined;
  will: { topic: string; retain: boolean } | undefined;
}

/** `answer` absent: the connection is closed without CONNACK, as for any packet that does not conform [MQTT-3.1.4-1]. */
export type ConnectResult = { ok: true; connect: ConnectRequest } | { ok: false; rule: Rule; answer?: ReturnCode };

const flag = { reserved: 1, cleanSession: 2, will: 4, willQos: 0x18, willRetain: 0x20, password: 0x40, userName: 0x80 };

/** @param body first byte after the fixed header. @param end first byte after the packet. */
export function parseConnect(bytes: Buffer, body: number, end: number, bounds: Bounds): ConnectResult {
  const nameEnd = body + 6;
  if (end < nameEnd || bytes.toString("latin1", body, nameEnd) !== "\0\x04MQTT") return refuse("connect.protocolName");
  if (end < nameEnd + 1) return refuse("frame.body");
  if (bytes[nameEnd] !== 4) return refuse("connect.protocolLevel", returnCode.protocolLevel); // [MQTT-3.1.2-2]
  const clientId = nameEnd + 4; // after level, flags and keep-alive
  if (end < clientId) return refuse("frame.body");
  const flags = bytes[nameEnd + 1]!;
  if (!areFlagsSound(flags)) return refuse("connect.flags");
  return parsePayload(bytes, clientId, end, flags, bounds);
}

function areFlagsSound(flags: number): boolean {
  if (flags & flag.reserved) return false; // [MQTT-3.1.2-3]
  if ((flags & flag.willQos) === flag.willQos) return false; // [MQTT-3.1.2-14]
  if (!(flags & flag.will) && flags & (flag.willQos | flag.willRetain)) return false; // [MQTT-3.1.2-11] [-13] [-15]
  return !(flags & flag.password) || Boolean(flags & flag.userName); // [MQTT-3.1.2-22]
}

/** The payload in its fixed order [MQTT-3.1.3-1]: client identifier, will topic, will message, user name, password. */
function parsePayload(bytes: Buffer, start: number, end: number, flags: number, bounds: Bounds): ConnectResult {
  const fields: { start: number; end: number }[] = [];
  let at = start;
  const expected = 1 + (flags & flag.will ? 2 : 0) + (flags & flag.userName ? 1 : 0) + (flags & flag.password ? 1 : 0);
  for (let index = 0; index < expected; index++) {
    if (end - at < 2) return refuse("frame.body");
    const fieldEnd = at + 2 + bytes.readUInt16BE(at);
    if (fieldEnd > end) return refuse("frame.body");
    fields.push({ start: at + 2, end: fieldEnd });
    at = fieldEnd;
  }
  if (at !== end) return refuse("frame.body");

  const isText = (field: { start: number; end: number }) => isMqttText(bytes, field.start, field.end);
  const text = (field: { start: number; end: number }) => bytes.toString("utf8", field.start, field.end);

  const id = fields.shift()!;
  if (!isText(id)) return refuse("frame.text"); // [MQTT-3.1.3-4]
  const cleanSession = Boolean(flags & flag.cleanSession);
  const idBytes = id.end - id.start;
  if (idBytes > bounds.clientIdBytes || (idBytes === 0 && !cleanSession)) {
    return refuse("connect.clientId", returnCode.clientId); // [MQTT-3.1.3-8] [MQTT-3.1.3-9]
  }

  let will: ConnectRequest["will"];
  if (flags & flag.will) {
    const topic = fields.shift()!;
    fields.shift(); // the will message is any bytes
    if (!isText(topic)) return refuse("frame.text"); // [MQTT-3.1.3-10]
    if (!isTopicName(bytes, topic.start, topic.end)) return refuse("connect.will");
    will = { topic: text(topic), retain: Boolean(flags & flag.willRetain) };
  }

  const userField = flags & flag.userName ? fields.shift() : undefined;
  const passwordField = flags & flag.password ? fields.shift() : undefined;
  if (userField && !isText(userField)) return refuse("frame.text"); // [MQTT-3.1.3-11]
  for (const field of [userField, passwordField]) {
    if (field && field.end - field.start > bounds.userNameBytes) {
      return refuse("signIn.failed", returnCode.badCredentials);
    }
  }
  return {
    ok: true,
    connect: {
      clientId: text(id),
      cleanSession,
      userName: userField && text(userField),
      password: passwordField && bytes.subarray(passwordField.start, passwordField.end),
      will,
    },
  };
}

function refuse(rule: Rule, answer?: ReturnCode): ConnectResult {
  return answer === undefined ? { ok: false, rule } : { ok: false, rule, answer };
}
