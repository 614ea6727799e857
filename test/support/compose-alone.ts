/** The whole wiring as it runs, every route mounted, with a broker that nobody answers for and a clock that stands still. */
import { type Controller, compose } from "../../controller/compose.ts";
import { readConfig } from "../../controller/config.ts";
import { createFakeClock } from "./fake-clock.ts";
import { createTempFolder } from "./temp-folder.ts";

export interface ComposedAlone extends AsyncDisposable {
  readonly controller: Controller;
  signedIn(id: string, password: string): Promise<{ cookie: string }>;
  /** Headers of the first administrator. */
  readonly admin: { cookie: string };
}

export async function composeAlone(): Promise<ComposedAlone> {
  const temp = createTempFolder("composed");
  const clock = createFakeClock(1_795_000_000_000);
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
    signedIn,
    admin: await signedIn("admin", controller.firstSignIn?.password ?? ""),
    async [Symbol.asyncDispose]() {
      await controller.close();
      temp.remove();
    },
  };
}
