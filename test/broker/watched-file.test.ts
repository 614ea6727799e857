import { mkdir, rename, rm, writeFile } from "node:fs/promises";
import { expect, test } from "vitest";
import { watchFile } from "../../broker/watched-file.ts";
import { createTempFolder } from "../support/temp-folder.ts";
import { eventually } from "./support/start-broker.ts";

const parse = (text: string) => {
  if (text === "bad") throw new Error("it is bad");
  return text;
};

test("a file that is renamed over is read again at once, long before the next poll", async () => {
  using folder = createTempFolder("watched");
  const path = folder.of("file");
  await writeFile(path, "one");
  const file = await watchFile({ path, parse, changed: () => {}, pollMs: 60_000 });
  expect(file.current()).toBe("one");
  for (const text of ["two", "three", "four"]) {
    await writeFile(`${path}.new`, text);
    await rename(`${path}.new`, path);
    await eventually(() => file.current() === text, text, 1000);
  }
  file.close();
});

test("the last good state is not kept: missing, bad and good again are each told once", async () => {
  using folder = createTempFolder("watched");
  const path = folder.of("file");
  await writeFile(path, "good");
  const told: (string | undefined)[] = [];
  const file = await watchFile({ path, parse, changed: () => told.push(file.problem() ?? file.current()), pollMs: 20 });
  await rm(path);
  await eventually(() => file.isMissing(), "missing");
  expect(file.current()).toBeUndefined();
  await writeFile(`${path}.new`, "bad");
  await rename(`${path}.new`, path);
  await eventually(() => file.problem() === "it is bad", "bad");
  await writeFile(`${path}.new`, "better");
  await rename(`${path}.new`, path);
  await eventually(() => file.current() === "better", "better");
  expect(told).toEqual(["the file is missing", "it is bad", "better"]);
  file.close();
});

test("a folder that comes later is found by the poll, and then watched", async () => {
  using folder = createTempFolder("watched");
  const path = folder.of("later", "file");
  const file = await watchFile({ path, parse, changed: () => {}, pollMs: 20 });
  expect(file.problem()).toBe("the file is missing");
  await mkdir(folder.of("later"));
  await writeFile(path, "here");
  await eventually(() => file.current() === "here", "here");
  file.close();
});

test("nothing is told after closing", async () => {
  using folder = createTempFolder("watched");
  const path = folder.of("file");
  await writeFile(path, "one");
  const file = await watchFile({ path, parse, changed: () => expect.unreachable(), pollMs: 10 });
  file.close();
  await writeFile(path, "two");
  await new Promise((resolve) => setTimeout(resolve, 60));
  expect(file.current()).toBe("one");
});
