/** Who may say what, and hear what: one pure decision for publish, subscribe and will. */
import type { Topics } from "#protocol/wire/topics.ts";
import type { Rule } from "./rules.ts";
import { coversAny } from "./topic-pattern.ts";

/** Who is behind a connection. Patterns are MQTT topic filters. */
export type Identity =
  | { kind: "device"; id: string }
  | { kind: "controller"; name: string }
  | {
      kind: "account";
      name: string;
      publish: readonly string[];
      subscribe: readonly string[];
      retain: readonly string[];
    };

export type Request =
  | { do: "publish"; topic: string; retain: boolean }
  /** `held`: filters this connection already holds, this one not counted. */
  | { do: "subscribe"; filter: string; held: number }
  | { do: "will"; topic: string; retain: boolean };

export interface AccessRules {
  topics: Topics;
  topicBytes: number;
  topicLevels: number;
  /** Filters one connection may hold. */
  deviceSubscriptions: number;
  serviceSubscriptions: number;
}

/** @returns the rule that refuses, or undefined when it is allowed. */
export function decideAccess(who: Identity, request: Request, rules: AccessRules): Rule | undefined {
  const text = request.do === "subscribe" ? request.filter : request.topic;
  if (text.startsWith("$share/")) return "access.shared"; // would be granted by Aedes and never deliver
  if (text.startsWith("$")) return "access.system";
  if (isTooLarge(text, rules)) return "access.topic";
  switch (request.do) {
    case "publish":
      return decidePublish(who, request, rules);
    case "subscribe":
      return decideSubscribe(who, request, rules);
    case "will":
      return decideWill(who, request, rules);
    default:
      return request satisfies never;
  }
}

function decidePublish(who: Identity, { topic, retain }: { topic: string; retain: boolean }, rules: AccessRules) {
  switch (who.kind) {
    case "device": {
      const parsed = rules.topics.parse(topic);
      if (parsed?.road !== "up" || parsed.device !== who.id) return "access.publish";
      return retain ? "access.retain" : undefined;
    }
    case "controller": {
      const road = rules.topics.parse(topic)?.road;
      if (road !== "down" && road !== "group" && road !== "doc") return "access.publish";
      return retain && road !== "doc" ? "access.retain" : undefined;
    }
    case "account":
      if (!coversAny(who.publish, topic)) return "access.publish";
      return retain && !coversAny(who.retain, topic) ? "access.retain" : undefined;
    default:
      return who satisfies never;
  }
}

function decideSubscribe(who: Identity, { filter, held }: { filter: string; held: number }, rules: AccessRules) {
  switch (who.kind) {
    case "device":
      if (held >= rules.deviceSubscriptions) return "access.subscriptions";
      if (/[+#]/.test(filter)) return "access.wildcard";
      return mayDeviceHear(who.id, filter, rules) ? undefined : "access.subscribe";
    case "controller":
      if (held >= rules.serviceSubscriptions) return "access.subscriptions";
      return filter.startsWith(`${rules.topics.root}/`) ? undefined : "access.subscribe";
    case "account":
      if (held >= rules.serviceSubscriptions) return "access.subscriptions";
      return coversAny(who.subscribe, filter) ? undefined : "access.subscribe";
    default:
      return who satisfies never;
  }
}

/** Its own three `down` topics, and any exact group or document: membership is configuration of the device, not a list here. */
function mayDeviceHear(id: string, filter: string, { topics }: AccessRules): boolean {
  const parsed = topics.parse(filter);
  if (parsed?.road === "down") return parsed.device === id;
  return parsed?.road === "group" || parsed?.road === "doc";
}

function decideWill(who: Identity, { topic, retain }: { topic: string; retain: boolean }, rules: AccessRules) {
  switch (who.kind) {
    case "device": {
      const parsed = rules.topics.parse(topic);
      const isOwn = parsed?.road === "up" && parsed.kind === "gone" && parsed.device === who.id;
      return isOwn && !retain ? undefined : "access.will";
    }
    case "controller":
      return "access.will"; // its absence is what devices live with; nobody is told by a will
    case "account":
      if (!coversAny(who.publish, topic)) return "access.will";
      return retain && !coversAny(who.retain, topic) ? "access.will" : undefined;
    default:
      return who satisfies never;
  }
}

function isTooLarge(text: string, rules: AccessRules): boolean {
  if (text.length > rules.topicBytes || Buffer.byteLength(text) > rules.topicBytes) return true;
  let levels = 1;
  for (let at = text.indexOf("/"); at >= 0; at = text.indexOf("/", at + 1)) levels++;
  return levels > rules.topicLevels;
}
