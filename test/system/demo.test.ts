/** `npm run demo` as a newcomer meets it: start it, copy the command it prints, and find exactly what it said would be found. */
import { type ChildProcess, execFile, spawn } from "node:child_process";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type JobView, type LampResult, until } from "../support/api-client.ts";
import { freePort } from "../support/free-port.ts";

const program = fileURLToPath(new URL("../../simulator/demo.ts", import.meta.url));
const runtime = fileURLToPath(new URL("../../node_modules/.bin/node", import.meta.url));
const run = promisify(execFile);

describe("the demonstration", () => {
  let demo: ChildProcess;
  let printed = "";
  let ended: Promise<number | null>;

  beforeAll(async () => {
    const [http, broker, metrics] = [await freePort(), await freePort(), await freePort()];
    demo = spawn(runtime, [program], {
      env: {
        PATH: process.env.PATH,
        DEN_HTTP_PORT: String(http),
        DEN_BROKER_PORT: String(broker),
        DEN_BROKER_METRICS_PORT: String(metrics),
      },
      stdio: ["ignore", "pipe", "pipe"],
    });
    for (const stream of [demo.stdout, demo.stderr]) stream?.on("data", (chunk) => (printed += String(chunk)));
    ended = new Promise((resolve) => demo.once("exit", resolve));
    const alive = until(
      async () => printed,
      (text) => text.includes("Ctrl-C"),
      90_000,
    );
    const died = ended.then(() => Promise.reject(new Error(`the demonstration ended by itself:\n${printed}`)));
    // it ends for good in the last test, when nobody waits for this any more
    died.catch(() => {});
    await Promise.race([alive, died]);
  });
  afterAll(() => demo?.kill("SIGKILL"));

  /** The command printed after a line that contains `title`. */
  function command(title: string): string {
    const after = printed.slice(printed.indexOf(title));
    const [text] = /curl [\s\S]*?(?=\n\s*\n)/.exec(after) ?? [""];
    return text;
  }
  /** A figure of the list of what will be found. */
  const promised = (what: string) => Number(new RegExp(`(\\d+) {2}[^\\n]*${what}`).exec(printed)?.[1]);
  const shell = async <T>(line: string) => JSON.parse((await run("bash", ["-c", line])).stdout) as T;

  it("shows the first lamp lit and how to sign in", () => {
    expect(printed).toMatch(/first lamp lit/);
    expect(printed).toMatch(/sign-in\s+admin\s+\S+/);
  });

  it("dims an area by the command it prints, and finds just the lamps it said would not follow", async () => {
    const { jobId } = await shell<{ jobId: string }>(command("Dim "));
    const [jobCommand, heldCommand] = command("the word of every lamp")
      .replaceAll("JOB", jobId)
      .split(/\n\s*(?=curl)/);
    const { counts } = await until(
      () => shell<JobView>(jobCommand!),
      // a lamp that has no time yet holds the order and waits a moment; its word improves
      ({ state, counts: { proven, followed } }) =>
        state === "done" && proven === promised("healthy") && followed === promised("dead drivers"),
      40_000,
    );
    expect(counts).toMatchObject({ pending: 0, silent: 0, refused: 0 });
    const held = await shell<{ items: LampResult[] }>(heldCommand!.replace("word=held", "word=held&limit=1000"));
    const reasons = held.items.map(({ reason }) => reason);
    expect(reasons.filter((reason) => reason?.code === "unpowered")).toHaveLength(promised("unpowered"));
    expect(reasons.filter((reason) => reason?.source === "lock")).toHaveLength(promised("work lock"));
    expect(reasons.filter((reason) => reason?.source === "emergency")).toHaveLength(promised("emergency light"));
    expect(reasons).toHaveLength(counts.held);
  });

  it("explains a lamp in both languages", async () => {
    const why = await shell<{ sentence: { vi: string; en: string } }>(command("why is this lamp like that"));
    expect(why.sentence.vi).toContain("30 %");
    expect(why.sentence.en).toContain("30 %");
  });

  it("stops at Ctrl-C and leaves nothing behind", async () => {
    const { stdout } = await run("pgrep", ["-P", String(demo.pid)]);
    const children = stdout.trim().split("\n").map(Number);
    demo.kill("SIGINT");
    expect(await ended).toBe(0);
    for (const pid of children) expect(() => process.kill(pid, 0)).toThrow();
  });
});
