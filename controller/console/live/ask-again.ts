/** What nobody answered is asked again as soon as somebody does: people wait for light, not for a button. */
import type { QueryClient } from "@tanstack/react-query";
import { isWorthRepeating } from "../api-client/query-client.ts";
import type { PageStream } from "./page-stream.ts";

type Watched = Pick<PageStream, "hear" | "state">;

/** Runs each time the stream is live again after it was not. @returns stop. */
export function onReturn(stream: Watched, run: () => void): () => void {
  let wasLive = stream.state().phase === "live";
  return stream.hear((message) => {
    if (message.kind !== "state") return;
    const isLive = message.state.phase === "live";
    const isBack = isLive && !wasLive;
    wasLive = isLive;
    if (isBack) run();
  });
}

/** @returns stop asking. */
export function askAgainOnReturn(client: QueryClient, stream: Watched): () => void {
  return onReturn(stream, () => {
    void client.refetchQueries({
      type: "active",
      predicate: ({ state: { error } }) => error !== null && isWorthRepeating(error),
    });
  });
}
