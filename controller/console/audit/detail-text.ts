/** Names and values of what a line of the audit says besides, as people read them. */
import type { MessageDescriptor } from "@lingui/core";
import { msg } from "@lingui/core/macro";
import type { Format } from "../text/format.ts";
import { actionText } from "./action-names.ts";

const names: Readonly<Record<string, MessageDescriptor>> = {
  why: msg`why`,
  lamps: msg`lamps`,
  target: msg`light`,
  until: msg`until`,
  from: msg`from`,
  segments: msg`segments`,
  counts: msg({ message: "answers", context: "audit" }),
  darken: msg`below the floor`,
  requestedBy: msg`asked for by`,
  orderId: msg`order`,
  planId: msg`plan`,
  revision: msg`revision`,
  state: msg`state`,
  devices: msg`devices`,
  given: msg`of these told`,
  name: msg`name`,
  grants: msg`rights`,
  disabled: msg`closed`,
  address: msg`network address`,
  code: msg`refused because`,
  path: msg`address`,
  method: msg`call`,
};

type Say = (message: MessageDescriptor) => string;

/** @returns the name of a detail; one nobody has named as it stands, because a blank would hide it. */
export function detailName(key: string, say: Say): string {
  const name = names[key];
  if (name !== undefined) return say(name);
  return key.includes(".") ? actionText(key, say) : key;
}

/** EpochMs of this century: nothing else that is written down is as large. */
const isInstant = (value: number) => value > 946_684_800_000 && value < 4_102_444_800_000;

/** Words as they are, lights and instants as everywhere; anything deeper as the API tells it, for those who compare. */
export function detailValue(value: unknown, format: Format, say: Say): string {
  if (value === undefined || value === null) return "–";
  if (typeof value === "string") return value;
  if (typeof value === "boolean") return value ? say(msg`yes`) : say(msg`no`);
  if (typeof value === "number") return isInstant(value) ? format.dateTime(value) : format.number(value, 3);
  if (Array.isArray(value)) return value.length === 0 ? "–" : JSON.stringify(value);
  const entries = Object.entries(value);
  const [first] = entries;
  if (entries.length === 1 && first?.[0] === "level") return format.percent(Number(first[1]) / 100, 1);
  if (entries.every(([, one]) => typeof one === "number")) {
    const counted = entries.filter(([, one]) => one !== 0);
    return counted.length === 0 ? "–" : counted.map(([key, one]) => `${key} ${format.number(one)}`).join(" · ");
  }
  return JSON.stringify(value);
}
