import { writeFileSync } from "node:fs";
import { describe, expect, onTestFinished, test } from "vitest";
import { ConfigError, readConfig } from "../../simulator/config.ts";
import { readSecrets, writeSecrets } from "../../simulator/secrets-file.ts";
import { createTempFolder } from "../support/temp-folder.ts";

test("nothing said is 500 lamps on this machine's broker", () => {
  expect(readConfig([], {})).toMatchObject({ broker: "mqtt://127.0.0.1:1883", lamps: 500, speed: 1, troubles: {} });
});

test("a flag goes before the environment", () => {
  expect(readConfig(["--lamps", "100"], { DEN_SIM_LAMPS: "200", DEN_SIM_SEED: "7" })).toMatchObject({
    lamps: 100,
    seed: 7,
  });
});

test("troubles are shares by code, and an instant may carry its zone", () => {
  const config = readConfig(["--troubles", "deadDriver=0.02,restarts=1", "--start", "2026-11-22T18:00:00+07:00"], {});
  expect(config.troubles).toEqual({ deadDriver: 0.02, restarts: 1 });
  expect(config.start).toBe(Date.UTC(2026, 10, 22, 11));
});

test.each([
  [["--lamps", "49"], /--lamps \(DEN_SIM_LAMPS\) = 49/],
  [["--lamps", "many"], /--lamps/],
  [["--broker", "http://x"], /mqtt/],
  [["--troubles", "deadDriver"], /code=share/],
  [["--troubles", "deadDriver=2"], /0…1/],
  [["--troubles", "gremlins=0.1"], /deadDriver, deadLink/],
  [["--speed", "0"], /--speed/],
  [["--start", "tonight"], /--start/],
  [["--topic-root", "a//b"], /--topic-root \(DEN_SIM_TOPIC_ROOT\)/],
  [["--wattage", "3"], /wattage/],
  [["--api", "http://127.0.0.1:8080"], /--token/],
])("%j is refused with the reason", (flags, reason) => {
  expect(() => readConfig(flags, {})).toThrow(ConfigError);
  expect(() => readConfig(flags, {})).toThrow(reason);
});

describe("the file of secrets", () => {
  function file() {
    const folder = createTempFolder("secrets");
    onTestFinished(() => folder.remove());
    return folder.of("secrets.json");
  }

  test("gives back what was written", () => {
    const path = file();
    writeSecrets(path, new Map([["a", "x"]]));
    expect(readSecrets(path)).toEqual(new Map([["a", "x"]]));
  });

  test("is nothing where there is none, and named when it is damaged", () => {
    const path = file();
    expect(readSecrets(path)).toBeUndefined();
    writeFileSync(path, '{"a": 3}');
    expect(() => readSecrets(path)).toThrow(path);
  });
});
