/** Brokers to be measured beside ours, each as a process of its own on a free port. */
import { startMosquitto } from "../../support/start-mosquitto.ts";
import { startProgram } from "../program.ts";
import type { BareAedes } from "./bare-aedes.ts";

export interface Peer extends AsyncDisposable {
  readonly name: string;
  readonly port: number;
  readonly pid: number;
  /** What it has printed so far. */
  output(): string;
}

export type OpenPeer = (env?: Readonly<Record<string, string>>) => Promise<Peer>;

export const openBareAedes: OpenPeer = async (env) => {
  const program = startProgram<BareAedes>(new URL("./bare-aedes.ts", import.meta.url), env);
  const port = await program.call("listen");
  return { ...program, name: "bare Aedes", port };
};

export const openMosquitto: OpenPeer = async () => {
  // as many in flight as the publishers have, so that its bounds do not decide
  const mosquitto = await startMosquitto({ lines: ["max_queued_messages 0", "set_tcp_nodelay true"] });
  const { port, pid, stop } = mosquitto;
  return { name: "Mosquitto", port, pid, output: mosquitto.log, [Symbol.asyncDispose]: stop };
};
