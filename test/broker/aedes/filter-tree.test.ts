import fc from "fast-check";
import { expect, test } from "vitest";
import { createFilterTree } from "../../../broker/aedes/filter-tree.ts";
import { covers } from "../../../broker/topic-pattern.ts";

function matches(filters: string[], topic: string): string[] {
  const tree = createFilterTree<string>();
  for (const filter of filters) tree.add(filter, filter);
  const found: string[] = [];
  tree.match(topic, (filter) => found.push(filter));
  return found.sort();
}

test.each([
  ["sport/tennis/player1", ["sport/tennis/player1/#", "sport/#", "#", "sport/+/player1", "+/+/+"]],
  ["sport", ["sport/#", "#", "+", "sport"]], // MQTT 4.7.1.2: # also matches the parent level
  ["/finance", ["+/+", "/+", "#"]], // MQTT 4.7.1.3
  ["sport/", ["sport/+", "sport/#"]],
  ["$SYS/x", ["$SYS/#", "$SYS/+"]],
])("[MQTT-4.7] %s is matched by all of %j", (topic, filters) => {
  expect(matches(filters, topic)).toEqual([...filters].sort());
});

test.each([
  ["/finance", ["+", "finance"]],
  ["sport/tennis", ["sport", "sport/tennis/+", "+", "tennis/#"]],
  ["$SYS/x", ["#", "+/x", "+/#"]], // [MQTT-4.7.2-1]
])("[MQTT-4.7] %s is matched by none of %j", (topic, filters) => {
  expect(matches(filters, topic)).toEqual([]);
});

const level = fc.constantFrom("a", "b", "", "+", "$x");
const filter = fc
  .array(level, { minLength: 1, maxLength: 4 })
  .chain((levels) => fc.boolean().map((rest) => [...levels, ...(rest ? ["#"] : [])].join("/")));
const topic = fc
  .array(fc.constantFrom("a", "b", "", "$x"), { minLength: 1, maxLength: 4 })
  .map((levels) => levels.join("/"));

test("it agrees with the plain definition for any filters and topic", () => {
  fc.assert(
    fc.property(fc.uniqueArray(filter, { maxLength: 8 }), topic, (filters, name) => {
      expect(matches(filters, name)).toEqual(filters.filter((one) => covers(one, name)).sort());
    }),
  );
});

test("what is removed matches no longer, and leaves nothing behind", () => {
  fc.assert(
    fc.property(fc.uniqueArray(filter, { maxLength: 8 }), topic, (filters, name) => {
      const tree = createFilterTree<string>();
      for (const one of filters) tree.add(one, one);
      for (const one of filters) tree.remove(one, one);
      tree.match(name, () => expect.unreachable());
      expect(tree.size()).toBe(0);
    }),
  );
});
