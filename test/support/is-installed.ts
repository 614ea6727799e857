/** Whether a program is there, so that tests which need it can say so and skip. */
import { execFileSync } from "node:child_process";

/** @param args make it say something and end. */
export function isInstalled(program: string, ...args: string[]): boolean {
  try {
    execFileSync(program, args, { stdio: "ignore" });
    return true;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code !== "ENOENT";
  }
}
