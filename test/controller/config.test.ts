import { expect, test } from "vitest";
import { readConfig } from "../../controller/config.ts";

test("without a word everything has a default that is safe on a shared network", () => {
  expect(readConfig({})).toMatchObject({
    httpHost: "127.0.0.1",
    brokerHost: "127.0.0.1",
    httpPort: 8080,
    clockOffset: 0,
  });
});

test("what is set is taken, as numbers and lists where it means such", () => {
  const config = readConfig({
    DEN_HTTP_PORT: "0",
    DEN_TRUSTED_PROXIES: "10.0.0.1,10.0.0.2",
    DEN_TOPIC_ROOT: "city/v1",
    PATH: "/bin",
  });
  expect(config).toMatchObject({ httpPort: 0, trustedProxies: ["10.0.0.1", "10.0.0.2"], topicRoot: "city/v1" });
});

test.each([
  ["DEN_HTTP_PORT", "65536"],
  ["DEN_HTTP_PORT", "http"],
  ["DEN_DATA", ""],
  ["DEN_BROKER_URL", "http://127.0.0.1"],
  ["DEN_TOPIC_ROOT", "den/#"],
  ["DEN_SITE_LAT", "91"],
  ["DEN_SITE_LON", ""],
  ["DEN_SITE_TIME_ZONE", "Asia/Saigon City"],
  ["DEN_SITE_FALLBACK", "30,5"],
  ["DEN_SAMPLE_PERIOD", "1"],
  ["DEN_INFLUX_URL", "127.0.0.1:8086"],
  ["DEN_INFLUX_VERSION", "4"],
  ["DEN_INFLUX_QUEUE", "0"],
  ["DEN_INFLUX_BUKET", "den"],
  ["DEN_LOG_LEVEL", "loud"],
  ["DEN_HTTP_PROT", "8080"],
])("%s=%s is refused by name and value, with what is allowed", (name, value) => {
  expect(() => readConfig({ [name]: value })).toThrow(
    expect.objectContaining({ code: "config/invalid", message: expect.stringMatching(`^${name}=${value}: .{8,}`) }),
  );
});
