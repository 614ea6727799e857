/** Asks for the next page of a list, at the end of what is known of it. */
import { Trans } from "@lingui/react/macro";
import { Button } from "@mantine/core";

interface ShowOlderProps {
  readonly of: {
    readonly hasNextPage: boolean;
    readonly isFetchingNextPage: boolean;
    readonly fetchNextPage: () => unknown;
  };
}

export function ShowOlder({ of: { hasNextPage, isFetchingNextPage, fetchNextPage } }: ShowOlderProps) {
  if (!hasNextPage) return null;
  return (
    <Button variant="default" mt="md" loading={isFetchingNextPage} onClick={() => void fetchNextPage()}>
      <Trans>Show older</Trans>
    </Button>
  );
}
