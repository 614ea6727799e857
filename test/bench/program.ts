/** Load generators and peers as processes of their own: what they offer is called like functions. */
import { type ChildProcess, fork } from "node:child_process";
import { fileURLToPath } from "node:url";

// biome-ignore lint/suspicious/noExplicitAny: what is offered says itself what it takes
export type Services = Readonly<Record<string, (argument: any) => unknown>>;

export interface Program<S extends Services> extends AsyncDisposable {
  readonly pid: number;
  /** What it has printed so far. */
  output(): string;
  /** @throws Error with the program's own words. */
  call<K extends keyof S & string>(service: K, ...argument: Parameters<S[K]>): Promise<Awaited<ReturnType<S[K]>>>;
}

interface Call {
  readonly id: number;
  readonly service: string;
  readonly argument: unknown;
}

interface Reply {
  readonly id: number;
  readonly answer?: unknown;
  readonly error?: string;
}

/** The project's own Node: whoever starts the bench may be another. */
const runtime = fileURLToPath(new URL("../../node_modules/.bin/node", import.meta.url));

export function startProgram<S extends Services>(program: URL, env: Readonly<Record<string, string>> = {}): Program<S> {
  const child: ChildProcess = fork(fileURLToPath(program), {
    execPath: runtime,
    silent: true,
    env: { ...process.env, ...env },
  });
  let output = "";
  for (const stream of [child.stdout, child.stderr]) stream?.on("data", (chunk) => (output += String(chunk)));
  const waiting = new Map<number, { service: string; resolve(answer: unknown): void; reject(error: Error): void }>();
  let next = 0;
  child.on("message", ({ id, answer, error }: Reply) => {
    const call = waiting.get(id);
    waiting.delete(id);
    if (error === undefined) call?.resolve(answer);
    else call?.reject(new Error(error));
  });
  const ended = new Promise<void>((resolve) => child.once("close", () => resolve()));
  void ended.then(() => {
    for (const { service, reject } of waiting.values()) {
      reject(new Error(`${program.pathname} ended before it had answered ${service}:\n${output}`));
    }
  });
  return {
    pid: child.pid!,
    output: () => output,
    call: (service, ...[argument]) =>
      new Promise((resolve, reject) => {
        const id = next++;
        waiting.set(id, { service, resolve: resolve as (answer: unknown) => void, reject });
        child.send({ id, service, argument } satisfies Call);
      }),
    async [Symbol.asyncDispose]() {
      child.kill("SIGTERM");
      await ended;
    },
  };
}

/** The other end: answers calls until the parent is gone. */
export function serve(services: Services): void {
  process.on("message", async ({ id, service, argument }: Call) => {
    try {
      const answer = await services[service]!(argument);
      process.send!({ id, answer } satisfies Reply);
    } catch (error) {
      process.send!({ id, error: (error as Error).stack ?? String(error) } satisfies Reply);
    }
  });
  process.on("disconnect", () => process.exit());
}

/** ms of the machine's monotonic clock: the same in every process. */
export function machineTime(): number {
  return Number(process.hrtime.bigint()) / 1e6;
}
