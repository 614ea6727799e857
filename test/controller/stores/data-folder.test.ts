import { spawn } from "node:child_process";
import { once } from "node:events";
import { existsSync, statSync, writeFileSync } from "node:fs";
import { hostname } from "node:os";
import { expect, test } from "vitest";
import { openDataFolder } from "../../../controller/stores/data-folder.ts";
import { createTempFolder } from "../../support/temp-folder.ts";

const now = Date.UTC(2026, 10, 22, 18, 0);

test("the folder is made, for its owner only, and given back", () => {
  using temp = createTempFolder("data");
  const path = temp.of("a", "b");
  const folder = openDataFolder(path, now);
  expect(folder.file("den.sqlite")).toBe(`${path}/den.sqlite`);
  expect(statSync(path).mode & 0o777).toBe(0o700);
  folder.close();
  folder.close();
  openDataFolder(path, now).close();
});

test("a second controller is refused and told who has the folder and since when", () => {
  using temp = createTempFolder("data");
  const folder = openDataFolder(temp.path, now);
  expect(() => openDataFolder(temp.path, now + 1)).toThrow(
    expect.objectContaining({
      code: "data/locked",
      message: expect.stringContaining(`process ${process.pid} on ${hostname()} since 2026-11-22T18:00:00.000Z`),
    }),
  );
  folder.close();
});

test("a holder that is killed leaves the folder free, whatever its note says", async () => {
  using temp = createTempFolder("data");
  const module = JSON.stringify(new URL("../../../controller/stores/data-folder.ts", import.meta.url).href);
  const script = `import { openDataFolder } from ${module};
    openDataFolder(${JSON.stringify(temp.path)}, ${now});
    process.stdout.write("held");
    setInterval(() => {}, 1000);`;
  const holder = spawn(process.execPath, ["--input-type=module", "-e", script], {
    stdio: ["ignore", "pipe", "inherit"],
  });
  await once(holder.stdout, "data");
  expect(() => openDataFolder(temp.path, now)).toThrow(
    expect.objectContaining({ code: "data/locked", params: expect.objectContaining({ pid: holder.pid }) }),
  );
  holder.kill("SIGKILL");
  await once(holder, "exit");
  openDataFolder(temp.path, now).close();
});

test("a folder that cannot be written is refused with what to do", () => {
  using temp = createTempFolder("data");
  writeFileSync(temp.of("file"), "");
  for (const path of [temp.of("file"), temp.of("file", "below"), "/proc/den", "/proc/den/below"])
    expect(() => openDataFolder(path, now)).toThrow(
      expect.objectContaining({ code: "data/unwritable", message: expect.stringContaining("DEN_DATA") }),
    );
});

test("a lock file that is not one is not taken for a lock", () => {
  using temp = createTempFolder("data");
  writeFileSync(temp.of("controller.lock"), "half-written".repeat(1000));
  expect(() => openDataFolder(temp.path, now)).toThrow(expect.objectContaining({ code: "data/unwritable" }));
});

test("a file that is empty or missing is told from one that holds something", () => {
  using temp = createTempFolder("data");
  const folder = openDataFolder(temp.path, now);
  writeFileSync(folder.file("empty"), "");
  writeFileSync(folder.file("full"), "12345");
  expect(["missing", "empty", "full"].map((name) => folder.sizeOf(name))).toEqual([0, 0, 5]);
  const { free, of } = folder.room();
  expect(free).toBeGreaterThan(0);
  expect(free).toBeLessThanOrEqual(of);
  folder.close();
});

test("a journal without its database is half a folder and is refused as it is", () => {
  using temp = createTempFolder("data");
  writeFileSync(temp.of("telemetry.sqlite"), "rows");
  const refusal = expect.objectContaining({ code: "data/damaged", message: expect.stringContaining("den.sqlite") });
  expect(() => openDataFolder(temp.path, now)).toThrow(refusal);
  writeFileSync(temp.of("den.sqlite"), "");
  expect(() => openDataFolder(temp.path, now)).toThrow(refusal);
  expect(existsSync(temp.of("holder.json"))).toBe(false);
  writeFileSync(temp.of("den.sqlite"), "tables");
  openDataFolder(temp.path, now).close();
});
