/** How long `npm run demo` takes from the first keystroke to the first lamp that is lit. */
import { spawn } from "node:child_process";
import { fileURLToPath } from "node:url";
import { freePort } from "../../support/free-port.ts";
import { machineTime } from "../program.ts";
import { atMost, type Figure, type Row } from "../row.ts";

const top = fileURLToPath(new URL("../../..", import.meta.url));

async function ofDemo(): Promise<Figure[]> {
  const ports = {
    DEN_HTTP_PORT: String(await freePort()),
    DEN_BROKER_PORT: String(await freePort()),
    DEN_BROKER_METRICS_PORT: String(await freePort()),
  };
  const began = machineTime();
  const npm = spawn("npm", ["run", "demo"], {
    cwd: top,
    env: { ...process.env, ...ports },
    stdio: ["ignore", "pipe", "pipe"],
    // npm runs a shell that runs the demonstration: all of them are ended together
    detached: true,
  });
  const ended = new Promise<void>((resolve) => npm.once("exit", () => resolve()));
  try {
    const lit = await new Promise<number>((resolve, reject) => {
      let output = "";
      const hear = (chunk: unknown) => {
        output += String(chunk);
        if (output.includes("first lamp lit")) resolve(machineTime());
      };
      npm.stdout.on("data", hear);
      npm.stderr.on("data", hear);
      npm.once("exit", () => reject(new Error(`the demonstration ended:\n${output}`)));
    });
    return [{ subject: "Den", measure: "first lamp lit", unit: "s", value: (lit - began) / 1000 }];
  } finally {
    if (npm.exitCode === null) process.kill(-npm.pid!, "SIGTERM");
    await ended;
  }
}

export const firstLight: Row = {
  name: "demo",
  title: "from `npm run demo` to the first lamp lit",
  run: ofDemo,
  aims: [atMost(20, "Den", "first lamp lit", "≤ 20 s")],
};
