/** What becomes of questions that nobody answered while the controller was away. */
import { QueryClient, QueryObserver } from "@tanstack/react-query";
import { expect, test } from "vitest";
import { ApiError, UnreachableError } from "../../../controller/console/api-client/api-client.ts";
import { askAgainOnReturn } from "../../../controller/console/live/ask-again.ts";
import type { StreamMessage } from "../../../controller/console/live/messages.ts";

test("asks again what nobody answered once the stream is back, and nothing that was refused", async () => {
  let tell: (message: StreamMessage) => void = () => {};
  const client = new QueryClient({ defaultOptions: { queries: { retry: false } } });
  askAgainOnReturn(client, {
    state: () => ({ phase: "live", heardAt: 0 }),
    hear(listener) {
      tell = listener;
      return () => {};
    },
  });
  const asked: string[] = [];
  const ask = (name: string, error: Error) => {
    const queryFn = () => {
      asked.push(name);
      return Promise.reject(error);
    };
    return new QueryObserver(client, { queryKey: [name], queryFn }).subscribe(() => {});
  };
  const refused = new ApiError({ code: "people/forbidden", status: 403 } as never);
  const stops = [ask("nobody", new UnreachableError(undefined)), ask("refused", refused)];
  await new Promise((resolve) => setImmediate(resolve));
  expect(asked).toEqual(["nobody", "refused"]);
  const become = (phase: "live" | "waiting") => tell({ kind: "state", state: { phase, heardAt: 0 } });
  become("live");
  become("waiting");
  expect(asked).toHaveLength(2);
  become("live");
  expect(asked).toEqual(["nobody", "refused", "nobody"]);
  for (const stop of stops) stop();
  client.clear();
});
