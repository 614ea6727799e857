/** Overrides that one person asked for and another has to give, kept true by the stream. */
import { useQuery } from "@tanstack/react-query";
import { useMay, useMe } from "../api-client/me.ts";
import { liveQuery } from "../live/live-query.ts";
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
  return ({ requested, request: { darken } }) =>
    requested.personId !== id && mayOverride && (mayDarken || darken === undefined);
}

/** How many wait for this person's word. */
export function useWaitingForMe(): number {
  return useWaiting().filter(useMayGive()).length;
}
