/** What was read for one person is shown to nobody after him. */
import type { QueryClient } from "@tanstack/react-query";
import { meQuery } from "../api-client/me.ts";
import { pageStream } from "../live/reach-stream.ts";

export function forgetPerson(client: QueryClient): void {
  pageStream.stop();
  // the door watches who is signed in, so that answer is changed and not taken away
  client.setQueryData(meQuery.queryKey, null);
  client.removeQueries({ predicate: ({ queryKey }) => queryKey[0] !== meQuery.queryKey[0] });
}
