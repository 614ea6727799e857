/** Topics are built and parsed in one place; everything that is not of this protocol is nothing. */
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { topicVectors } from "#protocol/vectors/generate-topics.ts";
import { maxTopicBytes } from "#protocol/wire/limits.ts";
import { createTopics, type Topic } from "#protocol/wire/topics.ts";

const topics = createTopics();
const digest = "0123456789abcdef0123456789abcdef";
const cases = topicVectors.cases();

describe("a topic", () => {
  test.each(cases.filter(({ says }) => says !== null))(
    "$topic is parsed, and built again as it was",
    ({ topic, says }) => {
      expect(topics.parse(topic)).toEqual(says);
      expect(build(says!)).toBe(topic);
    },
  );

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
  test.each(cases.filter(({ says }) => says === null))("$note", ({ topic }) => {
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
