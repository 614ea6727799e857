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

/**
 * Lets the process with this id collect and give back what it does not use.
 * @param output of the process and its children, where each said how it is inspected.
 */
export async function collectGarbage(pid: number, output: string): Promise<void> {
  for (const [, url] of output.matchAll(/Debugger listening on (ws:\S+)/g)) {
    const socket = new WebSocket(url!);
    await new Promise((resolve, reject) => {
      socket.onopen = resolve;
      socket.onerror = reject;
    });
    const ask = (id: number, method: string, params = {}) =>
      new Promise<{ result?: { value?: unknown } }>((resolve) => {
        socket.onmessage = ({ data }) => {
          const answer = JSON.parse(String(data));
          if (answer.id === id) resolve(answer.result);
        };
        socket.send(JSON.stringify({ id, method, params }));
      });
    const { result } = await ask(1, "Runtime.evaluate", { expression: "process.pid" });
    // what the first round freed can free more
    if (result?.value === pid) for (const id of [2, 3, 4]) await ask(id, "HeapProfiler.collectGarbage");
    socket.close();
    if (result?.value === pid) return;
  }
  throw new Error(`process ${pid} cannot be inspected`);
}
