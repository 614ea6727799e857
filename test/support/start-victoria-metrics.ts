/** A real VictoriaMetrics on loopback: another program than InfluxDB that understands InfluxDB 2's write path. */
import { type ChildProcess, spawn } from "node:child_process";
import { setTimeout as sleep } from "node:timers/promises";
import { freePort } from "./free-port.ts";
import { isInstalled } from "./is-installed.ts";
import { createTempFolder } from "./temp-folder.ts";

export interface VictoriaMetrics extends AsyncDisposable {
  readonly url: string;
  /** Values of a metric by its labels, with times in EpochMs; `<measurement>_<field>` is a metric's name. */
  export(metric: string): Promise<{ metric: Record<string, string>; values: number[]; timestamps: number[] }[]>;
}

/** False where the program is not installed: tests then say so and skip. */
export const hasVictoriaMetrics: boolean = isInstalled("victoria-metrics", "--version");

/** @throws Error with its own words if it does not come up within 20 s. */
export async function startVictoriaMetrics(): Promise<VictoriaMetrics> {
  const folder = createTempFolder("victoria-metrics");
  const port = await freePort();
  const url = `http://127.0.0.1:${port}`;
  const options = [
    `-httpListenAddr=127.0.0.1:${port}`,
    `-storageDataPath=${folder.of("data")}`,
    "-retentionPeriod=100y",
  ];
  const child: ChildProcess = spawn("victoria-metrics", options, { stdio: ["ignore", "pipe", "pipe"] });
  let log = "";
  for (const stream of [child.stdout, child.stderr]) stream?.on("data", (chunk) => (log += String(chunk)));
  const ended = new Promise((resolve) => child.once("exit", resolve).once("error", resolve));
  const stop = async () => {
    child.kill("SIGTERM");
    await ended;
    folder.remove();
  };
  try {
    for (let attempt = 0; !(await answers(url)); attempt++) {
      if (child.exitCode !== null || attempt === 1_000) throw new Error(`victoria-metrics does not answer:\n${log}`);
      await sleep(20);
    }
  } catch (error) {
    await stop();
    throw error;
  }
  return {
    url,
    async export(metric) {
      // what was written becomes visible within a second; asking for it makes it so
      await fetch(`${url}/internal/force_flush`);
      const answer = await fetch(`${url}/api/v1/export?match[]=${encodeURIComponent(metric)}`);
      const text = (await answer.text()).trim();
      return text === "" ? [] : text.split("\n").map((line) => JSON.parse(line));
    },
    [Symbol.asyncDispose]: stop,
  };
}

async function answers(url: string): Promise<boolean> {
  try {
    return (await fetch(`${url}/health`)).ok;
  } catch {
    return false;
  }
}
