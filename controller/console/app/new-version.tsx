/** A console built anew while this page is open: offered, never forced, because a reload loses what is typed. */
import { Trans } from "@lingui/react/macro";
import { useEffect, useState } from "react";
import { isOutdated } from "../api-client/console-version.ts";
import { useResync } from "../live/use-live.ts";
import { Advice } from "./advice.tsx";

export function NewVersion() {
  const [isOffered, setOffered] = useState(false);
  const look = () => void isOutdated().then((isSo) => isSo && setOffered(true));
  // a controller that was restarted may have brought another console
  useResync(look);
  // biome-ignore lint/correctness/useExhaustiveDependencies: it always does the same
  useEffect(() => {
    // a part of the page that could not be loaded
    addEventListener("vite:preloadError", look);
    return () => removeEventListener("vite:preloadError", look);
  }, []);
  if (!isOffered) return null;
  return (
    <Advice action={<Trans>Reload</Trans>} onAction={() => location.reload()}>
      <Trans>A new version of the console is ready. Reload when nothing is half typed.</Trans>
    </Advice>
  );
}
