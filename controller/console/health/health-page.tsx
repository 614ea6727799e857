/** Whether everything behind the lamps does its work. */
import { Trans } from "@lingui/react/macro";
import { useStreamState } from "../live/use-live.ts";
import { Page as Frame } from "../parts/page.tsx";

export function Page() {
  const { phase } = useStreamState();
  return (
    <Frame title={<Trans>Health</Trans>}>
      <p>{phase}</p>
    </Frame>
  );
}
