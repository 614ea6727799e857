import { type Argon2Parameters, randomBytes } from "node:crypto";
import { expect, test } from "vitest";
import { createPasswordHasher, usualCost } from "../../../../controller/engine/people/password-hash.ts";

const cheap = { memory: 8, passes: 1, parallelism: 1 };

test("a hash fits its password only, differs each time, and tells its cost", async () => {
  const hasher = createPasswordHasher(randomBytes, cheap);
  const [first, second] = await Promise.all([hasher.hash("mưa rơi"), hasher.hash("mưa rơi")]);
  expect(first).toMatch(/^\$argon2id\$v=19\$m=8,t=1,p=1\$[\w+/]{22}\$[\w+/]{43}$/);
  expect(first).not.toBe(second);
  expect(await hasher.verify(first, "mưa rơi")).toBe(true);
  expect(await hasher.verify(first, "mưa rơi ")).toBe(false);
  expect(await hasher.verify(undefined, "mưa rơi")).toBe(false);
});

test("a hash of other cost is still understood", async () => {
  const old = await createPasswordHasher(randomBytes, { memory: 16, passes: 2, parallelism: 2 }).hash("x");
  expect(await createPasswordHasher(randomBytes, cheap).verify(old, "x")).toBe(true);
});

test("a damaged hash is said to be damaged, not taken for a wrong password", async () => {
  const hasher = createPasswordHasher(randomBytes, cheap);
  await expect(hasher.verify("$argon2id$v=19$m=8", "x")).rejects.toMatchObject({ code: "data/damaged" });
});

test("a flood is refused, the line in front of it is served, and nothing is stuck afterwards", async () => {
  const hasher = createPasswordHasher(randomBytes, cheap);
  const outcomes = await Promise.allSettled(Array.from({ length: 100 }, () => hasher.hash("x")));
  const refused = outcomes.filter((outcome) => outcome.status === "rejected");
  expect(refused.length).toBe(100 - 2 - 32);
  expect(refused[0]).toMatchObject({ reason: { code: "request/rate" } });
  await expect(hasher.hash("x")).resolves.toContain("$argon2id$");
});

test("an unknown name costs the same work as a known one", async () => {
  const worked: Omit<Argon2Parameters, "message" | "nonce">[] = [];
  const hasher = createPasswordHasher(randomBytes, cheap, async ({ message: _, nonce: __, ...work }) => {
    worked.push(work);
    return Buffer.alloc(work.tagLength);
  });
  const stored = await hasher.hash("x");
  await hasher.verify(stored, "y");
  await hasher.verify(undefined, "y");
  expect(worked).toEqual(Array.from({ length: 3 }, () => ({ tagLength: 32, ...cheap })));
});

test("the event loop goes on while a password is hashed", async () => {
  let turns = 0;
  const counting = setInterval(() => turns++, 1);
  await createPasswordHasher(randomBytes, usualCost).hash("x");
  clearInterval(counting);
  expect(turns).toBeGreaterThan(0);
});
