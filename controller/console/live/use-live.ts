/** The stream for components: its events as they come, and how it does. */
import { useEffect, useEffectEvent, useSyncExternalStore } from "react";
import { onReturn } from "./ask-again.ts";
import { eventsOf, type LiveEvent, type LiveKind, type StreamState } from "./messages.ts";
import { pageStream } from "./reach-stream.ts";

/** Calls `onEvents` with every batch of events of one kind, oldest first, while the component is shown. */
export function useLive<K extends LiveKind>(kind: K, onEvents: (events: readonly LiveEvent<K>[]) => void): void {
  const told = useEffectEvent(onEvents);
  useEffect(
    () =>
      pageStream.hear((message) => {
        if (message.kind !== "events") return;
        const events = eventsOf(message.events, [kind]);
        if (events.length > 0) told(events);
      }),
    [kind],
  );
}

/** Calls `onResync` when events may have been missed: whoever keeps state of his own reads it again. */
export function useResync(onResync: () => void): void {
  const told = useEffectEvent(onResync);
  useEffect(() => pageStream.hear((message) => message.kind === "resync" && told()), []);
}

/** Runs each time the controller is there again after it was not. */
export function useReturn(run: () => void): void {
  const told = useEffectEvent(run);
  useEffect(() => onReturn(pageStream, told), []);
}

export function useStreamState(): StreamState {
  return useSyncExternalStore(pageStream.hear, pageStream.state);
}
