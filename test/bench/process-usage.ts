/** What another process uses: resident memory, after it has collected its garbage where it can be asked to, and processor time. */
import { readFileSync } from "node:fs";

/** KiB. */
export function residentMemory(pid: number): number {
  return Number(/^VmRSS:\s+(\d+) kB/m.exec(readFileSync(`/proc/${pid}/status`, "utf8"))![1]);
}

/** µs in one tick of the kernel's accounts. */
const tick = 10_000;

/** @returns µs of processor time since the process began, over all its threads. */
export function processorTime(pid: number): number {
  // the name in parentheses can hold anything: what counts begins behind it
  const fields = readFileSync(`/proc/${pid}/stat`, "utf8")
    .replace(/^.*\) /s, "")
    .split(" ");
  return (Number(fields[11]) + Number(fields[12])) * tick;
}

/** Environment under which a Node process, and its children, can be asked to collect. */
export const inspectable = { NODE_OPTIONS: "--inspect=127.0.0.1:0" };

/** A process asked over its inspector. */
interface Inspected {
  ask(method: string, params?: object): Promise<{ result?: { value?: unknown } }>;
  close(): void;
}

/** @param output of the process and its children, where each said how it is inspected. */
async function inspect(pid: number, output: string): Promise<Inspected> {
  for (const [, url] of output.matchAll(/Debugger listening on (ws:\S+)/g)) {
    const socket = new WebSocket(url!);
    await new Promise((resolve, reject) => {
      socket.onopen = resolve;
      socket.onerror = reject;
    });
    let id = 0;
    const ask: Inspected["ask"] = (method, params = {}) =>
      new Promise((resolve) => {
        const mine = ++id;
        socket.onmessage = ({ data }) => {
          const answer = JSON.parse(String(data));
          if (answer.id === mine) resolve(answer.result);
        };
        socket.send(JSON.stringify({ id: mine, method, params }));
      });
    const { result } = await ask("Runtime.evaluate", { expression: "process.pid" });
    if (result?.value === pid) return { ask, close: () => socket.close() };
    socket.close();
  }
  throw new Error(`process ${pid} cannot be inspected`);
}

/** Lets the process with this id collect and give back what it does not use. */
export async function collectGarbage(pid: number, output: string): Promise<void> {
  const inspected = await inspect(pid, output);
  // what the first round freed can free more
  for (let round = 0; round < 3; round++) await inspected.ask("HeapProfiler.collectGarbage");
  inspected.close();
}

/** What one turn of an event loop costs, ms of its thread's processor time: what others of the machine do is not in it. */
export interface TurnCost {
  readonly p99: number;
  readonly longest: number;
}

/** Runs in the process that is watched. A timer rings once a turn at most, so between two rings lies at least one. */
const watchTurns = `(() => {
  const spent = () => {
    const { user, system } = process.threadCpuUsage();
    return (user + system) / 1000;
  };
  let last = spent();
  const turns = [];
  const timer = setInterval(() => {
    const now = spent();
    turns.push(now - last);
    last = now;
  }, 1);
  globalThis.benchTurns = () => {
    clearInterval(timer);
    turns.sort((a, b) => a - b);
    return [turns[Math.floor(turns.length * 0.99)], turns.at(-1)];
  };
})()`;

/** Watches the event loop of the process with this id from now on. @returns ends the watch. */
export async function watchLoop(pid: number, output: string): Promise<() => Promise<TurnCost>> {
  const inspected = await inspect(pid, output);
  const evaluate = (expression: string) => inspected.ask("Runtime.evaluate", { expression, returnByValue: true });
  await evaluate(watchTurns);
  return async () => {
    const { result } = await evaluate("benchTurns()");
    inspected.close();
    const [p99, longest] = result!.value as [number, number];
    return { p99, longest };
  };
}
