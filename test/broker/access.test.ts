import { describe, expect, test } from "vitest";
import { createTopics } from "#protocol/wire/topics.ts";
import { type AccessRules, decideAccess, type Identity } from "../../broker/access.ts";
import type { Rule } from "../../broker/rules.ts";

const rules: AccessRules = {
  topics: createTopics(),
  topicBytes: 128,
  topicLevels: 8,
  deviceSubscriptions: 32,
  serviceSubscriptions: 100,
};
const device: Identity = { kind: "device", id: "lamp-1" };
const controller: Identity = { kind: "controller", name: "den-controller" };
const all: Identity = { kind: "account", name: "suite", publish: ["#"], subscribe: ["#"], retain: [] };
const some: Identity = {
  kind: "account",
  name: "meteo",
  publish: ["town/+/rain"],
  subscribe: ["den/v1/up/+/report"],
  retain: ["town/#"],
};
const doc = "den/v1/doc/00112233445566778899aabbccddeeff";
const yes = undefined;

describe("publish", () => {
  test.each<[string, Identity, string, boolean, Rule | undefined]>([
    ["a device its own report", device, "den/v1/up/lamp-1/report", false, yes],
    ["a device its own hello", device, "den/v1/up/lamp-1/hello", false, yes],
    ["a device another's report", device, "den/v1/up/lamp-2/report", false, "access.publish"],
    ["a device whose id begins like its own", device, "den/v1/up/lamp-10/report", false, "access.publish"],
    ["a device a kind nobody knows", device, "den/v1/up/lamp-1/secrets", false, "access.publish"],
    ["a device below its own topic", device, "den/v1/up/lamp-1/report/x", false, "access.publish"],
    ["a device a desire", device, "den/v1/down/lamp-1/desire", false, "access.publish"],
    ["a device to a group", device, "den/v1/group/all/directive", false, "access.publish"],
    ["a device a document", device, doc, false, "access.publish"],
    ["a device under another root", device, "other/up/lamp-1/report", false, "access.publish"],
    ["a device retained", device, "den/v1/up/lamp-1/report", true, "access.retain"],
    ["a device to $SYS", device, "$SYS/broker/heartbeat", false, "access.system"],
    ["the controller a desire", controller, "den/v1/down/lamp-1/desire", false, yes],
    ["the controller to a group", controller, "den/v1/group/all/directive", false, yes],
    ["the controller a document, retained", controller, doc, true, yes],
    ["the controller a part of a document, retained", controller, `${doc}/3`, true, yes],
    ["the controller a desire, retained", controller, "den/v1/down/lamp-1/desire", true, "access.retain"],
    ["the controller as a device", controller, "den/v1/up/lamp-1/report", false, "access.publish"],
    ["the controller as a broker", controller, "den/v1/broker/b/event", false, "access.publish"],
    ["an account within its pattern", some, "town/dian/rain", false, yes],
    ["an account outside its pattern", some, "town/dian/sun", false, "access.publish"],
    ["an account retained where it may", some, "town/dian/rain", true, yes],
    ["an account retained where it may not", all, "town/dian/rain", true, "access.retain"],
    ["an account of all topics to $SYS", all, "$SYS/x", false, "access.system"],
    ["an account to a topic that is too long", all, "x".repeat(129), false, "access.topic"],
    ["an account to a topic too long in bytes only", all, "đ".repeat(65), false, "access.topic"],
    ["an account to a topic too deep", all, "1/2/3/4/5/6/7/8/9", false, "access.topic"],
  ])("%s", (_name, who, topic, retain, expected) => {
    expect(decideAccess(who, { do: "publish", topic, retain }, rules)).toBe(expected);
  });
});

describe("subscribe", () => {
  test.each<[string, Identity, string, number, Rule | undefined]>([
    ["a device to its desires", device, "den/v1/down/lamp-1/desire", 0, yes],
    ["a device to its asks", device, "den/v1/down/lamp-1/ask", 1, yes],
    ["a device to its time", device, "den/v1/down/lamp-1/time", 2, yes],
    ["a device to any exact group", device, "den/v1/group/all/directive", 3, yes],
    ["a device to the frames of a group", device, "den/v1/group/bridge/frame", 3, yes],
    ["a device to a document", device, doc, 4, yes],
    ["a device to its last filter", device, "den/v1/group/all/directive", 31, yes],
    ["a device to one filter too many", device, "den/v1/group/all/directive", 32, "access.subscriptions"],
    ["a device to another's desires", device, "den/v1/down/lamp-2/desire", 0, "access.subscribe"],
    ["a device to its own reports", device, "den/v1/up/lamp-1/report", 0, "access.subscribe"],
    ["a device to events of brokers", device, "den/v1/broker/b/event", 0, "access.subscribe"],
    ["a device to everything", device, "#", 0, "access.wildcard"],
    ["a device to all groups", device, "den/v1/group/+/directive", 0, "access.wildcard"],
    ["a device to all below itself", device, "den/v1/down/lamp-1/#", 0, "access.wildcard"],
    ["a device to $SYS", device, "$SYS/#", 0, "access.system"],
    ["a device to a share", device, "$share/a/den/v1/group/all/directive", 0, "access.shared"],
    ["the controller to all hellos", controller, "den/v1/up/+/hello", 0, yes],
    ["the controller to all brokers", controller, "den/v1/broker/+/event", 0, yes],
    ["the controller to everything", controller, "#", 0, "access.subscribe"],
    ["the controller to another root", controller, "den/v10/up/+/hello", 0, "access.subscribe"],
    ["the controller to one filter too many", controller, "den/v1/up/+/hello", 100, "access.subscriptions"],
    ["an account of all topics to everything", all, "#", 0, yes],
    ["an account of all topics to $SYS", all, "$SYS/#", 0, "access.system"],
    ["an account of all topics to a share", all, "$share/g/#", 0, "access.shared"],
    ["an account to exactly its pattern", some, "den/v1/up/+/report", 0, yes],
    ["an account to a part of its pattern", some, "den/v1/up/lamp-1/report", 0, yes],
    ["an account to more than its pattern", some, "den/v1/up/#", 0, "access.subscribe"],
  ])("%s", (_name, who, filter, held, expected) => {
    expect(decideAccess(who, { do: "subscribe", filter, held }, rules)).toBe(expected);
  });
});

describe("will", () => {
  test.each<[string, Identity, string, boolean, Rule | undefined]>([
    ["a device on its own gone", device, "den/v1/up/lamp-1/gone", false, yes],
    ["a device on its own report", device, "den/v1/up/lamp-1/report", false, "access.will"],
    ["a device on another's gone", device, "den/v1/up/lamp-2/gone", false, "access.will"],
    ["a device on its own gone, retained", device, "den/v1/up/lamp-1/gone", true, "access.will"],
    ["a device on $SYS", device, "$SYS/x", false, "access.system"],
    ["the controller on anything", controller, "den/v1/down/lamp-1/desire", false, "access.will"],
    ["an account within its pattern", some, "town/x/rain", true, yes],
    ["an account outside its pattern", some, "town/x/sun", false, "access.will"],
    ["an account retained where it may not", all, "town/x", true, "access.will"],
  ])("%s", (_name, who, topic, retain, expected) => {
    expect(decideAccess(who, { do: "will", topic, retain }, rules)).toBe(expected);
  });
});
