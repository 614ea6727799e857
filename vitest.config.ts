/** Which tests exist and how they are run: the quick ones first, then those that start whole systems. */
import { availableParallelism } from "node:os";
import { defineConfig } from "vitest/config";

const long = process.env.DEN_TEST_LONG === "1";
/** One for each processor: a runner that leaves one free leaves half of a small machine idle. */
const quickWorkers = availableParallelism();

export default defineConfig({
  test: {
    projects: [
      {
        test: {
          name: "unit",
          maxWorkers: quickWorkers,
          setupFiles: ["test/support/fixed-chance.ts"],
          include: ["test/{firmware-protocol,broker,controller,simulator}/**/*.test.ts", "test/*.test.ts"],
          testTimeout: long ? 600_000 : 20_000,
        },
      },
      {
        test: {
          name: "console",
          maxWorkers: quickWorkers,
          setupFiles: ["test/support/fixed-chance.ts"],
          include: ["test/console/**/*.test.ts"],
        },
      },
      {
        test: {
          name: "contracts",
          maxWorkers: quickWorkers,
          setupFiles: ["test/support/fixed-chance.ts"],
          include: ["test/contracts/**/*.test.ts"],
          testTimeout: 60_000,
          hookTimeout: 60_000,
        },
      },
      {
        test: {
          name: "system",
          include: ["test/system/*.test.ts"],
          // after the quick ones, and three at once: they mostly wait for lamps, and some of them hold a stopwatch
          sequence: { groupOrder: 1 },
          maxWorkers: 3,
          testTimeout: long ? 600_000 : 120_000,
          hookTimeout: 120_000,
        },
      },
      {
        test: {
          name: "browser",
          include: ["test/system/console/**/*.test.ts"],
          globalSetup: ["test/support/build-console.ts"],
          // beside the systems: both mostly wait
          sequence: { groupOrder: 1 },
          maxWorkers: 3,
          testTimeout: 120_000,
          hookTimeout: 120_000,
        },
      },
    ],
  },
});
