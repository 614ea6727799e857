import { expect, test } from "vitest";
import { answerFromMemory, rememberAsk, rememberedAsks } from "#protocol/behavior/asks.ts";

const ask = { id: 1, until: 1000, ask: "read" } as const;

test("the last 32 asks are remembered with their results, the oldest goes first", () => {
  const asks: { id: number; result: "ok" | "busy" }[] = [];
  for (let id = 1; id <= rememberedAsks; id++) rememberAsk(asks, id, "ok");
  expect(answerFromMemory(asks, ask, 0)).toBe("ok");
  rememberAsk(asks, 33, "ok");
  expect(answerFromMemory(asks, ask, 0)).toBeUndefined();
  expect(asks).toHaveLength(32);
});

test("an ask is too late at its until, and never without a clock", () => {
  expect(answerFromMemory([], ask, 999)).toBeUndefined();
  expect(answerFromMemory([], ask, 1000)).toBe("expired");
  expect(answerFromMemory([], ask, undefined)).toBeUndefined();
});
