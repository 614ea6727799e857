/** Topics are built and parsed in one place; everything that is not of this protocol is nothing. */
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { maxTopicBytes } from "#protocol/wire/limits.ts";
import { createTopics, downKinds, groupKinds, type Topic, upKinds } from "#protocol/wire/topics.ts";

const topics = createTopics();
const digest = "0123456789abcdef0123456789abcdef";

const table: [string, string, Topic][] = [
  ...upKinds.map((kind): [string, string, Topic] => [
    topics.up("0012-4b", kind),
    `den/v1/up/0012-4b/${kind}`,
    { road: "up", device: "0012-4b", kind },
  ]),
  ...downKinds.map((kind): [string, string, Topic] => [
    topics.down("0012-4b", kind),
    `den/v1/down/0012-4b/${kind}`,
    { road: "down", device: "0012-4b", kind },
  ]),
  ...groupKinds.map((kind): [string, string, Topic] => [
    topics.group("all", kind),
    `den/v1/group/all/${kind}`,
    { road: "group", group: "all", kind },
  ]),
  [topics.doc(digest), `den/v1/doc/${digest}`, { road: "doc", digest }],
  [topics.doc(digest, 0), `den/v1/doc/${digest}/0`, { road: "doc", digest, part: 0 }],
  [topics.doc(digest, 63), `den/v1/doc/${digest}/63`, { road: "doc", digest, part: 63 }],
  [topics.brokerEvent("b1"), "den/v1/broker/b1/event", { road: "broker", broker: "b1" }],
];

describe("a topic", () => {
  test.each(table)("%s is spelled and parsed in one way", (built, spelled, parsed) => {
    expect(built).toBe(spelled);
    expect(topics.parse(spelled)).toEqual(parsed);
  });

  test("of any id fits the size every MQTT stack can take", () => {
    const longest = createTopics(Array(4).fill("r".repeat(16)).join("/"));
    const id = "x".repeat(32);
    for (const topic of [longest.up(id, "report"), longest.group(id, "directive"), longest.doc(digest, 63)]) {
      expect(Buffer.byteLength(topic)).toBeLessThanOrEqual(maxTopicBytes);
      expect(longest.parse(topic)).toBeDefined();
    }
  });

  test("of another root is not ours, nor one of ours on another deployment's broker", () => {
    const city = createTopics("city/light");
    expect(city.parse("den/v1/up/a/report")).toBeUndefined();
    expect(topics.parse("city/light/up/a/report")).toBeUndefined();
    expect(city.parse(city.up("a", "report"))).toEqual({ road: "up", device: "a", kind: "report" });
  });
});

describe("parsing refuses", () => {
  test.each([
    ["nothing", ""],
    ["the root alone", "den/v1"],
    ["the root with a slash", "den/v1/"],
    ["a road without an id", "den/v1/up"],
    ["an id without a kind", "den/v1/up/a"],
    ["an empty id", "den/v1/up//report"],
    ["an empty kind", "den/v1/up/a/"],
    ["a level too many", "den/v1/up/a/report/x"],
    ["a trailing slash", "den/v1/up/a/report/"],
    ["a leading slash", "/den/v1/up/a/report"],
    ["a kind of the other road", "den/v1/up/a/desire"],
    ["a kind that is a property of every object", "den/v1/up/a/constructor"],
    ["a road that is a property of every object", "den/v1/__proto__/a/report"],
    ["a road that does not exist", "den/v1/side/a/report"],
    ["an id in capitals", "den/v1/up/ABC/report"],
    ["an id of 33", `den/v1/up/${"a".repeat(33)}/report`],
    ["an id with a space", "den/v1/up/a b/report"],
    ["an id with a dot", "den/v1/up/../report"],
    ["an id with a line end", "den/v1/up/a\n/report"],
    ["a kind with a line end", "den/v1/up/a/report\n"],
    ["an id in other digits", "den/v1/up/٣/report"],
    ["an id with a NUL", "den/v1/up/a\0/report"],
    ["a wildcard for one level", "den/v1/up/+/report"],
    ["a wildcard for all levels", "den/v1/up/#"],
    ["a shared subscription", "$share/g/den/v1/up/a/report"],
    ["the broker's own topics", "$SYS/broker/uptime"],
    ["the root in capitals", "DEN/v1/up/a/report"],
    ["the root as a prefix of another word", "den/v10/up/a/report"],
    ["a digest of 31 digits", `den/v1/doc/${digest.slice(1)}`],
    ["a digest in capitals", `den/v1/doc/${digest.toUpperCase()}`],
    ["part 01", `den/v1/doc/${digest}/01`],
    ["part −1", `den/v1/doc/${digest}/-1`],
    ["part 64, one above the last", `den/v1/doc/${digest}/64`],
    ["part without number", `den/v1/doc/${digest}/`],
    ["more than the limit of bytes", `den/v1/up/a/report${"/".repeat(200)}`],
  ])("%s", (_, topic) => {
    expect(topics.parse(topic)).toBeUndefined();
  });

  test("anything that would not be built again from what was parsed", () => {
    const level = fc.oneof(
      fc.constantFrom(
        "den",
        "v1",
        "up",
        "down",
        "group",
        "doc",
        "broker",
        "report",
        "event",
        "a",
        digest,
        "0",
        "+",
        "#",
        "",
      ),
      fc.string({ maxLength: 8 }),
    );
    fc.assert(
      fc.property(fc.array(level, { maxLength: 7 }), (levels) => {
        const topic = levels.join("/");
        const parsed = topics.parse(topic);
        if (parsed !== undefined) expect(build(parsed)).toBe(topic);
      }),
      { numRuns: 2000, seed: 5 },
    );
  });
});

function build(topic: Topic): string {
  switch (topic.road) {
    case "up":
      return topics.up(topic.device, topic.kind);
    case "down":
      return topics.down(topic.device, topic.kind);
    case "group":
      return topics.group(topic.group, topic.kind);
    case "doc":
      return topics.doc(topic.digest, topic.part);
    case "broker":
      return topics.brokerEvent(topic.broker);
    default:
      return topic satisfies never;
  }
}

describe("a root", () => {
  test.each(["", "/", "den/", "/den", "a//b", "a/b/c/d/e", "den/#", "den/+", "$SYS", "đèn", "a b", "x".repeat(17)])(
    "%j is refused when the topics are made",
    (root) => {
      expect(() => createTopics(root)).toThrow(RangeError);
    },
  );
});

describe("the filters of the controller's account", () => {
  test("match one kind of all devices", () => {
    expect(topics.upFilter("report")).toBe("den/v1/up/+/report");
    expect(topics.brokerFilter()).toBe("den/v1/broker/+/event");
  });
});
