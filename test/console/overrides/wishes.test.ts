import { expect, test } from "vitest";
import { afterEvent, type Waiting } from "../../../controller/console/overrides/wishes.ts";

const wish = (id: string, said: Partial<Waiting> = {}) => ({ id, lamps: 7, ...said }) as Waiting;
const known = { items: [wish("first"), wish("second")] };
const answered = { at: 1, personId: "minh", personName: "Minh", outcome: "given" as const };

test("a new wish stands last, and hearing of it twice changes nothing", () => {
  const told = wish("third");
  const after = afterEvent(known, told);
  expect(after.items.map(({ id }) => id)).toEqual(["first", "second", "third"]);
  expect(afterEvent(after, told)).toEqual(after);
});

test("an answered wish leaves, known or not", () => {
  expect(afterEvent(known, wish("first", { answered })).items.map(({ id }) => id)).toEqual(["second"]);
  expect(afterEvent(known, wish("never-seen", { answered }))).toEqual(known);
});
