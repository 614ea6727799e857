import { spawn } from "node:child_process";
import { readdirSync, readFileSync, statSync } from "node:fs";
import { expect, test } from "vitest";
import { writeDurably } from "../../../controller/stores/write-durably.ts";
import { createTempFolder } from "../../support/temp-folder.ts";

test("a file is replaced as a whole, for its owner only, and nothing is left beside it", async () => {
  using temp = createTempFolder("durable");
  await writeDurably(temp.of("file"), "a long first content");
  await writeDurably(temp.of("file"), "short");
  expect(readFileSync(temp.of("file"), "utf8")).toBe("short");
  expect(statSync(temp.of("file")).mode & 0o777).toBe(0o600);
  expect(readdirSync(temp.path)).toEqual(["file"]);
});

test("a write that fails leaves the old file and no rest", async () => {
  using temp = createTempFolder("durable");
  await writeDurably(temp.of("file"), "old");
  await expect(writeDurably(temp.of("no", "such", "folder"), "new")).rejects.toThrow();
  // a folder cannot be replaced by a file
  await expect(writeDurably(temp.path, "new")).rejects.toThrow();
  expect(readFileSync(temp.of("file"), "utf8")).toBe("old");
});

test("killed at any moment, the file is one of the two contents, whole", async () => {
  using temp = createTempFolder("durable");
  const file = temp.of("file");
  await writeDurably(file, "0".repeat(1 << 20));
  const module = JSON.stringify(new URL("../../../controller/stores/write-durably.ts", import.meta.url).href);
  const script = `const { writeDurably } = await import(${module});
    process.stdout.write("ready");
    for (let n = 1; ; n = (n + 1) % 10) await writeDurably(${JSON.stringify(file)}, String(n).repeat(1 << 20));`;
  for (let round = 0; round < 5; round++) {
    const writer = spawn(process.execPath, ["--input-type=module", "-e", script], {
      stdio: ["ignore", "pipe", "inherit"],
    });
    const gone = new Promise((resolve) => writer.once("exit", resolve));
    await new Promise((resolve) => writer.stdout.once("data", resolve));
    await new Promise((resolve) => setTimeout(resolve, 20 + round * 17));
    writer.kill("SIGKILL");
    await gone;
    const content = readFileSync(file, "utf8");
    expect(content.length).toBe(1 << 20);
    expect(new Set(content).size).toBe(1);
  }
});
