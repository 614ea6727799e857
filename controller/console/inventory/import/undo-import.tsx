/** Takes an import back: what would go out of use is shown first, or what stands in the way. */
import { Trans, useLingui } from "@lingui/react/macro";
import type { ButtonProps } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { useEffect, useState } from "react";
import { ApiError } from "../../api-client/api-client.ts";
import { ConsentButton } from "../../consent/consent-button.tsx";
import { problemText } from "../../text/problem-text.ts";
import { placeText } from "../form/place-text.ts";
import { inventoryKey, useForgetInventory } from "../queries.ts";
import { useCountsText } from "./counts-text.ts";
import classes from "./import.module.css";
import { undoImport } from "./imports.ts";

interface UndoImportProps extends ButtonProps {
  readonly id: string;
}

export function UndoImport({ id, ...button }: UndoImportProps) {
  const { t } = useLingui();
  const forget = useForgetInventory();
  const [isPossible, setPossible] = useState(false);
  const undo = async () => {
    await undoImport(id, false);
    await forget();
  };
  return (
    <ConsentButton
      variant="default"
      {...button}
      consent="summary"
      label={t`Undo this import`}
      summary={<Look id={id} onLooked={setPossible} />}
      isReady={isPossible}
      asksDocument={false}
      onConsent={undo}
    />
  );
}

interface LookProps {
  readonly id: string;
  readonly onLooked: (isPossible: boolean) => void;
}

/** As many as somebody reads; the rest is usually the same. */
const shownAtMost = 20;

function Look({ id, onLooked }: LookProps) {
  const { t } = useLingui();
  const countsText = useCountsText();
  const { data, error } = useQuery({
    queryKey: [...inventoryKey, "imports", id, "undo"],
    queryFn: () => undoImport(id, true),
    retry: false,
    // what stands in the way now may be gone the next time
    gcTime: 0,
  });
  useEffect(() => onLooked(data !== undefined), [data, onLooked]);
  if (data !== undefined) {
    return (
      <>
        <b>{countsText(data.counts)}.</b> <Trans>What the import changed of things that were there stays.</Trans>
      </>
    );
  }
  if (error === null) return <Trans>Looking what would go out of use…</Trans>;
  const places = error instanceof ApiError ? error.problem.places : [];
  const more = places.length - shownAtMost;
  return (
    <span role="alert">
      {places.length === 0 ? problemText(error) : <Trans>It cannot be undone any more. What stands in the way:</Trans>}
      {places.length > 0 && (
        <ul className={classes.obstacles}>
          {places.slice(0, shownAtMost).map((place) => (
            <li key={`${place.path} ${place.message}`}>
              <b>{place.path.replace(/^\w+ /, "")}</b>: {placeText(place)}
            </li>
          ))}
          {more > 0 && <li>{t`and ${more} more`}</li>}
        </ul>
      )}
    </span>
  );
}
