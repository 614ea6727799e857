/** A real InfluxDB 1.x on loopback with its data in a temporary folder, that can crash, freeze and come back on its port. */
import { type ChildProcess, spawn } from "node:child_process";
import { writeFileSync } from "node:fs";
import { setTimeout as sleep } from "node:timers/promises";
import { freePort } from "./free-port.ts";
import { isInstalled } from "./is-installed.ts";
import { createTempFolder } from "./temp-folder.ts";

export interface InfluxOptions {
  /** Created once it runs; absent: `den`. */
  readonly database?: string;
  /** An administrator; absent: everybody may do everything. */
  readonly user?: { readonly name: string; readonly password: string };
  /** Bytes of a request's body it takes. */
  readonly maxBodySize?: number;
  /** Bytes its memory holds before it refuses writes: how a full InfluxDB behaves, without filling a disk. */
  readonly maxCacheSize?: number;
}

export interface Influx extends AsyncDisposable {
  readonly url: string;
  readonly database: string;
  /** Rows of the first series of the answer, columns as objects; times in ms. */
  query(influxQl: string): Promise<Record<string, unknown>[]>;
  /** All series of the answer; times in ms. */
  series(influxQl: string): Promise<Series[]>;
  /** Writes lines as they are, times in ns. @throws Error with InfluxDB's words. */
  write(lines: string): Promise<void>;
  /** Ends it as a crash does and waits until it is gone; `restart` brings it back on the same port. */
  kill(): Promise<void>;
  restart(): Promise<void>;
  /** It answers nobody until `thaw`; connections are taken. */
  freeze(): void;
  thaw(): void;
}

export interface Series {
  readonly name: string;
  readonly tags?: Readonly<Record<string, string>>;
  readonly columns: readonly string[];
  readonly values: readonly (readonly unknown[])[];
}

/** False where the program is not installed: tests then say so and skip. */
export const hasInflux: boolean = isInstalled("influxd", "version");

/** @throws Error with InfluxDB's own words if it does not come up within 20 s. */
export async function startInflux(options: InfluxOptions = {}): Promise<Influx> {
  const { database = "den", user } = options;
  const folder = createTempFolder("influx");
  const [port, backupPort] = [await freePort(), await freePort()];
  const url = `http://127.0.0.1:${port}`;
  const config = folder.of("influxdb.conf");
  writeFileSync(config, configLines(options, port, backupPort, folder.of).join("\n"));
  const headers =
    user === undefined
      ? {}
      : { authorization: `Basic ${Buffer.from(`${user.name}:${user.password}`).toString("base64")}` };

  let log = "";
  let child: ChildProcess;
  let ended: Promise<unknown>;
  const run = async () => {
    child = spawn("influxd", ["-config", config], { stdio: ["ignore", "pipe", "pipe"] });
    for (const stream of [child.stdout, child.stderr]) stream?.on("data", (chunk) => (log += String(chunk)));
    ended = new Promise((resolve) => child.once("exit", resolve).once("error", resolve));
    for (let attempt = 0; attempt < 1_000; attempt++) {
      if (child.exitCode !== null || child.signalCode !== null) throw new Error(`influxd ended at once:\n${log}`);
      if (await answers(url)) return;
      await sleep(20);
    }
    throw new Error(`influxd does not answer on ${url}:\n${log}`);
  };
  const end = async (signal: "SIGTERM" | "SIGKILL") => {
    child.kill("SIGCONT");
    child.kill(signal);
    await ended;
  };
  const ask = async (influxQl: string): Promise<Series[]> => {
    const body = new URLSearchParams({ db: database, epoch: "ms", q: influxQl });
    const response = await fetch(`${url}/query`, { method: "POST", body, headers });
    const answer = (await response.json()) as { error?: string; results?: { series?: Series[]; error?: string }[] };
    const error = answer.error ?? answer.results?.find((result) => result.error !== undefined)?.error;
    if (error !== undefined) throw new Error(`${influxQl}: ${error}`);
    return answer.results?.[0]?.series ?? [];
  };
  const stop = async () => {
    await end("SIGTERM");
    folder.remove();
  };
  try {
    await run();
    if (user !== undefined)
      await ask(`CREATE USER "${user.name}" WITH PASSWORD '${user.password}' WITH ALL PRIVILEGES`);
    await ask(`CREATE DATABASE "${database}"`);
  } catch (error) {
    await stop();
    throw error;
  }
  return {
    url,
    database,
    series: ask,
    async query(influxQl) {
      const [first] = await ask(influxQl);
      return (first?.values ?? []).map((row) =>
        Object.fromEntries(first!.columns.map((column, n) => [column, row[n]])),
      );
    },
    async write(lines) {
      const response = await fetch(`${url}/write?db=${database}`, { method: "POST", body: lines, headers });
      if (!response.ok) throw new Error(await response.text());
    },
    kill: () => end("SIGKILL"),
    restart: run,
    freeze: () => void child.kill("SIGSTOP"),
    thaw: () => void child.kill("SIGCONT"),
    [Symbol.asyncDispose]: stop,
  };
}

function configLines(
  { user, maxBodySize, maxCacheSize }: InfluxOptions,
  port: number,
  backupPort: number,
  of: (name: string) => string,
): string[] {
  return [
    "reporting-enabled = false",
    `bind-address = "127.0.0.1:${backupPort}"`,
    "[meta]",
    `dir = "${of("meta")}"`,
    "[data]",
    `dir = "${of("data")}"`,
    `wal-dir = "${of("wal")}"`,
    "query-log-enabled = false",
    ...(maxCacheSize === undefined ? [] : [`cache-max-memory-size = ${maxCacheSize}`]),
    "[monitor]",
    "store-enabled = false",
    "[http]",
    `bind-address = "127.0.0.1:${port}"`,
    `auth-enabled = ${user !== undefined}`,
    "log-enabled = false",
    ...(maxBodySize === undefined ? [] : [`max-body-size = ${maxBodySize}`]),
    "",
  ];
}

async function answers(url: string): Promise<boolean> {
  try {
    return (await fetch(`${url}/ping`)).status === 204;
  } catch {
    return false;
  }
}
