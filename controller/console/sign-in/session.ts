/** The session of whoever works here: how it ends under his hands, how he comes back to what he typed, and what the tabs of one browser tell each other. */
import { createStore, useStore } from "@mantine/store";
import type { QueryClient } from "@tanstack/react-query";
import { type Me, meQuery, readMe } from "../api-client/me.ts";
import { pageStream } from "../live/reach-stream.ts";

/** `entered`: somebody signed in; `left`: whoever was signed in went by his own wish. */
type Told = "entered" | "left";
const tabs = new BroadcastChannel("den-session");

/** Present: the session of this person has ended while his work stands in the page, covered until he is back. */
const ended = createStore<{ readonly person: Me | undefined }>({ person: undefined });
export const useEndedSession = (): Me | undefined => useStore(ended).person;

/** What was read for one person is shown to nobody after him. */
function forgetPerson(client: QueryClient): void {
  pageStream.stop();
  ended.setState({ person: undefined });
  // the door watches who is signed in, so that answer is changed and not taken away
  client.setQueryData(meQuery.queryKey, null);
  client.removeQueries({ predicate: ({ queryKey }) => queryKey[0] !== meQuery.queryKey[0] });
}

/** The controller knows the session no more: expired, account closed, password set anew. Nothing typed is lost by it. */
export function sessionEnded(client: QueryClient): void {
  const person = client.getQueryData(meQuery.queryKey);
  if (!person) {
    forgetPerson(client);
    return;
  }
  pageStream.stop();
  ended.setState({ person });
}

/** Somebody has signed in: the same person goes on where he was, another one begins with nothing of his. */
export function enter(client: QueryClient, me: Me): void {
  enterHere(client, me);
  tabs.postMessage("entered" satisfies Told);
}

function enterHere(client: QueryClient, me: Me): void {
  if (ended.getState().person?.id !== me.id) forgetPerson(client);
  ended.setState({ person: undefined });
  client.setQueryData(meQuery.queryKey, me);
  pageStream.start();
  void client.invalidateQueries({ predicate: ({ queryKey }) => queryKey[0] !== meQuery.queryKey[0] });
}

/** By his own wish: nothing that was read stays in this browser, in any tab. */
export function leave(client: QueryClient): void {
  forgetPerson(client);
  tabs.postMessage("left" satisfies Told);
}

/** Does what other tabs of this browser did. */
export function followOtherTabs(client: QueryClient): void {
  tabs.onmessage = async ({ data }: MessageEvent<Told>) => {
    if (data === "left") {
      forgetPerson(client);
      return;
    }
    const isShut = ended.getState().person !== undefined || client.getQueryData(meQuery.queryKey) === null;
    // whoever cannot be asked now is asked by the door's own button
    const me = isShut ? await readMe().catch(() => null) : null;
    if (me !== null) enterHere(client, me);
  };
}
