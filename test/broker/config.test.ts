import { describe, expect, test } from "vitest";
import { ConfigError, readConfig } from "../../broker/config.ts";

test("without any setting everything has its default, on loopback", () => {
  expect(readConfig({})).toMatchObject({
    id: "broker-1",
    host: "127.0.0.1",
    port: 1883,
    metricsHost: "127.0.0.1",
    topicRoot: "den/v1",
    bounds: { connectBytes: 2048, publishesInRouting: 1000, connectionsPerAddress: 0 },
  });
});

test("settings are read from their variables and nothing else is", () => {
  const config = readConfig({
    DEN_BROKER_METRICS_PORT: "9000",
    DEN_BROKER_DEVICE_STALLED_MS: "7000",
    DEN_PORT: "1",
    DEN_BROKER_URL: "mqtt://127.0.0.1:1883",
    PATH: "/bin",
  });
  expect(config.metricsPort).toBe(9000);
  expect(config.bounds.deviceStalledMs).toBe(7000);
});

describe("a setting that is not sound is refused, naming its variable and what to do", () => {
  test.each([
    [{ DEN_BROKER_ID: "Broker One" }, /^DEN_BROKER_ID: 1 to 32 of a–z.*remove it to use the default\.$/],
    [{ DEN_BROKER_PORT: "-1" }, /^DEN_BROKER_PORT: /],
    [{ DEN_BROKER_PORT: "x" }, /^DEN_BROKER_PORT: /],
    [{ DEN_BROKER_LOG_LEVEL: "loud" }, /^DEN_BROKER_LOG_LEVEL: /],
    [{ DEN_BROKER_PUBLISHES_IN_ROUTING: "1" }, /^DEN_BROKER_PUBLISHES_IN_ROUTING: /],
    [{ DEN_BROKER_SERVICE_CONGESTED_BYTES: "100" }, /^DEN_BROKER_SERVICE_CONGESTED_BYTES: /],
    [{ DEN_BROKER_BOUNDS: "x" }, /^DEN_BROKER_BOUNDS is not a setting/],
  ])("%j", (environment, message) => {
    expect(() => readConfig(environment as Record<string, string>)).toThrow(message);
    expect(() => readConfig(environment as Record<string, string>)).toThrow(ConfigError);
  });
});
