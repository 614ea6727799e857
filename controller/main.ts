/** The controller as a program: configuration in, composition, listening, signals. */
import { afterOnSystem, createMicrosecondClock, createSystemClock } from "./clock.ts";
import { type Controller, compose } from "./compose.ts";
import { readConfig } from "./config.ts";
import { ControllerError } from "./errors.ts";
import { welcome } from "./welcome.ts";

/** ms a clean stop may take before it is cut short. */
const stopWithin = 20_000;

let controller: Controller | undefined;
let stopping = false;

function stop(code: number): void {
  if (stopping) return;
  stopping = true;
  afterOnSystem(stopWithin, () => process.exit(1));
  Promise.resolve(controller?.close()).then(
    () => process.exit(code),
    (error) => {
      console.error(error);
      process.exit(1);
    },
  );
}

process.on("SIGTERM", () => stop(0));
process.on("SIGINT", () => stop(0));
// a parent that started us, the demonstration for example, takes us with it
process.on("disconnect", () => stop(0));

try {
  const config = readConfig(process.env);
  controller = await compose(config, {
    clock: createSystemClock(config.clockOffset),
    nowUs: createMicrosecondClock(config.clockOffset),
    onFatal: () => stop(1),
  });
  await listen(controller, config.httpHost, config.httpPort);
  await controller.ready;
  const address = controller.api.server.address();
  const port = typeof address === "object" && address !== null ? address.port : config.httpPort;
  const url = `http://${config.httpHost}:${port}`;
  console.log(welcome({ url, brokerPort: controller.broker?.port, firstSignIn: controller.firstSignIn }));
  process.send?.({ kind: "listening", url, brokerPort: controller.broker?.port, firstSignIn: controller.firstSignIn });
} catch (error) {
  // what a person can mend is said in one line; anything else is a fault of ours and shows its trace
  console.error(error instanceof ControllerError ? `Den: ${error.message}` : error);
  process.exit(1);
}

async function listen({ api, close }: Controller, host: string, port: number): Promise<void> {
  try {
    await api.listen({ host, port });
  } catch (error) {
    await close();
    if ((error as NodeJS.ErrnoException).code !== "EADDRINUSE") throw error;
    throw new ControllerError(
      "port/taken",
      `${host}:${port} is in use by another program. Stop it, or set DEN_HTTP_PORT to a free port.`,
      { params: { host, port } },
    );
  }
}
