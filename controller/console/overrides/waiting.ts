/** Overrides that one person asked for and another has to give, kept true by the stream. */
import { useLingui } from "@lingui/react/macro";
import { notifications } from "@mantine/notifications";
import { useQuery, useQueryClient } from "@tanstack/react-query";
import { useRef } from "react";
import { useMay, useMe } from "../api-client/me.ts";
import { liveQuery } from "../live/live-query.ts";
import { useLive } from "../live/use-live.ts";
import { useNow } from "../text/use-now.ts";
import { afterEvent, type Waiting, type Wishes } from "./wishes.ts";

const waitingQuery = liveQuery<Wishes, "waiting">({
  queryKey: ["orders", "waiting"],
  path: "/waiting-overrides",
  kinds: ["waiting"],
  apply: (known, { data }) => afterEvent(known, data),
});

/** @returns those that can still be given: nobody is told of one that nobody answers until its own end. */
export function useWaiting(): readonly Waiting[] {
  const { data } = useQuery(waitingQuery);
  const now = useNow(10_000);
  return (data?.items ?? []).filter(({ request }) => request.until > now);
}

/** Whether this person could give it, as far as the console knows: where exactly is the API's word. */
export function useMayGive(): (waiting: Waiting) => boolean {
  const { id } = useMe();
  const mayOverride = useMay("override");
  const mayDarken = useMay("darken");
  // of what reaches beyond a person's areas he is not told where it was pointed at
  return ({ requested, request: { darken, selection } }) =>
    requested.personId !== id && mayOverride && (mayDarken || darken === undefined) && selection !== undefined;
}

/** How many wait for this person's word. */
export function useWaitingForMe(): number {
  return useWaiting().filter(useMayGive()).length;
}

/** Tells who asked what became of it, by whom and why. */
export function useAnswersToMine(): void {
  const { t } = useLingui();
  const { id } = useMe();
  const client = useQueryClient();
  const told = useRef(new Set<string>());
  useLive("waiting", (events) => {
    for (const { data } of events) {
      const { answered, requested } = data;
      // an event comes once for each area it reaches
      if (answered === undefined || told.current.has(data.id)) continue;
      told.current.add(data.id);
      void client.invalidateQueries({ queryKey: ["orders"] });
      if (requested.personId !== id || answered.personId === id) continue;
      const { personName, why } = answered;
      const isGiven = answered.outcome === "given";
      notifications.show({
        color: isGiven ? "green" : "yellow",
        autoClose: false,
        title: isGiven ? t`${personName} gave what you asked for` : t`${personName} turned down what you asked for`,
        message: why ?? data.request.why,
      });
    }
  });
}
