/** The console as a whole: theme, language, answers, and whether somebody is signed in. */
import { i18n } from "@lingui/core";
import { I18nProvider } from "@lingui/react";
import { Notifications } from "@mantine/notifications";
import { type QueryClient, QueryClientProvider, useQuery } from "@tanstack/react-query";
import { RouterProvider } from "@tanstack/react-router";
import { Suspense, useEffect } from "react";
import { meQuery } from "../api-client/me.ts";
import { askAgainOnReturn } from "../live/ask-again.ts";
import { pageStream } from "../live/reach-stream.ts";
import { ErrorState, LoadingState } from "../parts/state-note.tsx";
import { useEndedSession } from "../sign-in/session.ts";
import { SessionEnded } from "../sign-in/session-ended.tsx";
import { SignInPage } from "../sign-in/sign-in-page.tsx";
import { Themed } from "../theme/themed.tsx";
import { router } from "./router.tsx";

export function App({ client }: { readonly client: QueryClient }) {
  useEffect(() => askAgainOnReturn(client, pageStream), [client]);
  return (
    <I18nProvider i18n={i18n}>
      <Themed>
        <QueryClientProvider client={client}>
          <Notifications position="bottom-right" />
          <Suspense fallback={<LoadingState />}>
            <Door />
          </Suspense>
        </QueryClientProvider>
      </Themed>
    </I18nProvider>
  );
}

/** The address stays what it was while one signs in, so that one arrives where one wanted to be. */
function Door() {
  const { data: me, error, isPending, refetch } = useQuery(meQuery);
  const isIn = me !== undefined && me !== null;
  useEffect(() => {
    if (isIn) pageStream.start();
  }, [isIn]);
  const ended = useEndedSession();
  if (me === null) return <SignInPage />;
  if (isIn)
    return (
      <>
        {/* another person begins with screens that hold nothing of the one before */}
        <RouterProvider key={me.id} router={router} />
        {ended && <SessionEnded person={ended} />}
      </>
    );
  return isPending ? <LoadingState /> : <ErrorState error={error} onRetry={() => void refetch()} />;
}
