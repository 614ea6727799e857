/** Which tests exist and how they are run: the quick ones first, then those that start whole systems. */
import { availableParallelism } from "node:os";
import { defineConfig } from "vitest/config";

const long = process.env.DEN_TEST_LONG === "1";
/**
 * One worker for each processor: a runner that leaves one free leaves half of a small machine idle. Files share what
 * they import: no module of the house keeps state of its own, and loading everything anew costs a fifth of the time.
 */
const quick = { maxWorkers: availableParallelism(), isolate: false, setupFiles: ["test/support/fixed-chance.ts"] };
/** After the quick ones, and more at once than processors: they mostly wait for lamps and pages. */
const systems = { sequence: { groupOrder: 1 }, maxWorkers: 5, hookTimeout: 120_000 };

export default defineConfig({
  test: {
    projects: [
      {
        test: {
          name: "unit",
          ...quick,
          include: ["test/{firmware-protocol,broker,controller,simulator}/**/*.test.ts", "test/*.test.ts"],
          testTimeout: long ? 600_000 : 20_000,
        },
      },
      {
        test: {
          name: "console",
          ...quick,
          include: ["test/console/**/*.test.ts"],
        },
      },
      {
        test: {
          name: "contracts",
          ...quick,
          include: ["test/contracts/**/*.test.ts"],
          testTimeout: 60_000,
          hookTimeout: 60_000,
        },
      },
      {
        test: {
          name: "system",
          ...systems,
          include: ["test/system/*.test.ts"],
          testTimeout: long ? 600_000 : 120_000,
        },
      },
      {
        test: {
          name: "browser",
          ...systems,
          include: ["test/system/console/**/*.test.ts"],
          globalSetup: ["test/support/build-console.ts"],
          testTimeout: 120_000,
        },
      },
    ],
  },
});
