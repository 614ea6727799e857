/** The whole wiring as it runs, every route mounted, with a broker that nobody answers for and a clock that stands still. */
import { type Controller, compose } from "../../controller/compose.ts";
import { readConfig } from "../../controller/config.ts";
import { createFakeClock, type FakeClock } from "./fake-clock.ts";
import { createTempFolder } from "./temp-folder.ts";

export interface ComposedAlone extends AsyncDisposable {
  readonly controller: Controller;
  readonly clock: FakeClock;
  signedIn(id: string, password: string): Promise<{ cookie: string }>;
  /** Headers of the first administrator. */
  readonly admin: { cookie: string };
}

/** @param prepare puts into the data folder what is there before the start; told the present, EpochMs. */
export async function composeAlone(prepare?: (folder: string, now: number) => Promise<void>): Promise<ComposedAlone> {
  const temp = createTempFolder("composed");
  const clock = createFakeClock(1_795_000_000_000);
  await prepare?.(temp.of("data"), clock.now());
  const config = readConfig({
    DEN_DATA: temp.of("data"),
    DEN_BROKER_URL: "mqtt://127.0.0.1:1",
    DEN_LOG_LEVEL: "silent",
  });
  const controller = await compose(config, { clock, nowUs: () => clock.now() * 1000, onFatal: () => {} });
  await controller.api.ready();
  const signedIn = async (id: string, password: string) => {
    const answer = await controller.api.inject({ method: "POST", url: "/api/v1/sessions", payload: { id, password } });
    return { cookie: `den_session=${answer.cookies[0]?.value}` };
  };
  return {
    controller,
    clock,
    signedIn,
    admin: await signedIn("admin", controller.firstSignIn?.password ?? ""),
    async [Symbol.asyncDispose]() {
      await controller.close();
      temp.remove();
    },
  };
}
