/** A real Mosquitto on loopback, with its own configuration in a temporary folder: the other broker the product must run on. */
import { type ChildProcess, spawn } from "node:child_process";
import { pbkdf2Sync, randomBytes } from "node:crypto";
import { writeFileSync } from "node:fs";
import { connect } from "node:net";
import { setTimeout as sleep } from "node:timers/promises";
import { freePort } from "./free-port.ts";
import { isInstalled } from "./is-installed.ts";
import { createTempFolder } from "./temp-folder.ts";

export interface MosquittoOptions {
  /** Port of loopback; by default a free one. */
  readonly port?: number;
  /** Passwords by user name. Absent: everybody may connect. */
  readonly users?: Readonly<Record<string, string>>;
  /** Contents of the access file (mosquitto.conf(5), acl_file). */
  readonly acl?: string;
  /** Further lines of mosquitto.conf. */
  readonly lines?: readonly string[];
}

export interface Mosquitto extends AsyncDisposable {
  readonly port: number;
  readonly url: string;
  readonly pid: number;
  /** What it has said so far. */
  log(): string;
  /** Ends it as a crash does and waits until it is gone; `restart` brings it back on the same port. */
  kill(): Promise<void>;
  restart(): Promise<void>;
  /** Ends it and removes its folder. */
  stop(): Promise<void>;
}

/** False where the program is not installed: tests then say so and skip. */
export const hasMosquitto: boolean = isInstalled("mosquitto", "-h");

/** @throws Error with Mosquitto's own words if it does not come up within 10 s. */
export async function startMosquitto(options: MosquittoOptions = {}): Promise<Mosquitto> {
  const folder = createTempFolder("mosquitto");
  const port = options.port ?? (await freePort());
  const config = folder.of("mosquitto.conf");
  writeFileSync(config, configLines(options, port, folder.of).join("\n"));

  let log = "";
  let child: ChildProcess;
  let ended: Promise<unknown>;
  const run = async () => {
    child = spawn("mosquitto", ["-c", config], { stdio: ["ignore", "pipe", "pipe"] });
    for (const stream of [child.stdout, child.stderr]) stream?.on("data", (chunk) => (log += String(chunk)));
    ended = new Promise((resolve) => child.once("exit", resolve).once("error", resolve));
    await listening(port, child, () => log);
  };
  const end = async (signal: "SIGTERM" | "SIGKILL") => {
    child.kill(signal);
    await ended;
  };
  const stop = async () => {
    await end("SIGTERM");
    folder.remove();
  };
  try {
    await run();
  } catch (error) {
    await stop();
    throw error;
  }
  return {
    port,
    url: `mqtt://127.0.0.1:${port}`,
    get pid() {
      return child.pid!;
    },
    log: () => log,
    kill: () => end("SIGKILL"),
    restart: run,
    stop,
    [Symbol.asyncDispose]: stop,
  };
}

function configLines(
  { users, acl, lines = [] }: MosquittoOptions,
  port: number,
  of: (name: string) => string,
): string[] {
  const config = [`listener ${port} 127.0.0.1`, `allow_anonymous ${users === undefined}`, "persistence false"];
  // started as root it would become a user who may not read our folder
  if (process.getuid?.() === 0) config.push("user root");
  if (users !== undefined) {
    writeFileSync(of("passwords"), Object.entries(users).map(passwordLine).join(""), { mode: 0o600 });
    config.push(`password_file ${of("passwords")}`);
  }
  if (acl !== undefined) {
    writeFileSync(of("acl"), acl, { mode: 0o600 });
    config.push(`acl_file ${of("acl")}`);
  }
  return [...config, ...lines, ""];
}

/** As mosquitto_passwd writes it: PBKDF2 of SHA-512. */
function passwordLine([user, password]: [string, string]): string {
  const salt = randomBytes(12);
  const hash = pbkdf2Sync(password, salt, 101, 64, "sha512");
  return `${user}:$7$101$${salt.toString("base64")}$${hash.toString("base64")}\n`;
}

async function listening(port: number, child: ChildProcess, log: () => string): Promise<void> {
  for (let attempt = 0; attempt < 500; attempt++) {
    if (child.exitCode !== null || child.signalCode !== null) throw new Error(`mosquitto ended at once:\n${log()}`);
    if (await accepts(port)) return;
    await sleep(20);
  }
  throw new Error(`mosquitto does not listen on ${port}:\n${log()}`);
}

function accepts(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = connect(port, "127.0.0.1");
    const answer = (open: boolean) => {
      socket.destroy();
      resolve(open);
    };
    socket.once("connect", () => answer(true)).once("error", () => answer(false));
  });
}
