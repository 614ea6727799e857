/** Places one after another: found by a few letters, added, and taken away again. */
import { useLingui } from "@lingui/react/macro";
import { CloseButton } from "@mantine/core";
import type { ReactNode } from "react";
import { type Place, writePlace } from "../../order/place.ts";
import { PlaceField } from "../../order/place-field.tsx";
import { sortNames, usePlaceName } from "../../order/place-name.ts";
import { useEditing } from "../draft/editing.ts";
import classes from "./bounds.module.css";

interface PlacesFieldProps {
  readonly label: string;
  readonly sorts: readonly Place["sort"][];
  readonly places: readonly Place[];
  readonly onChange: (places: Place[]) => void;
  /** What no place means. */
  readonly none?: ReactNode;
}

export function PlacesField({ label, sorts, places, onChange, none }: PlacesFieldProps) {
  const { t } = useLingui();
  const keys = places.map(writePlace);
  return (
    <>
      <PlaceField
        // empty again once a place was added
        key={keys.join()}
        label={label}
        sorts={sorts}
        {...(sorts.length === 1 && { placeholder: t`Type a few letters` })}
        value={undefined}
        onChange={(place) => place && !keys.includes(writePlace(place)) && onChange([...places, place])}
      />
      <ul className={classes.places}>
        {places.length === 0 && <li className={classes.quiet}>{none}</li>}
        {places.map((place, n) => (
          <PlaceChip
            key={keys[n]}
            place={place}
            hasSort={sorts.length > 1}
            onRemove={() => onChange(places.toSpliced(n, 1))}
          />
        ))}
      </ul>
    </>
  );
}

interface PlaceChipProps {
  readonly place: Place;
  /** Whether places of other sorts could stand beside it. */
  readonly hasSort: boolean;
  readonly onRemove: () => void;
}

function PlaceChip({ place, hasSort, onRemove }: PlaceChipProps) {
  const { t } = useLingui();
  const { isReadOnly } = useEditing();
  const name = usePlaceName(place) ?? place.id;
  return (
    <li className={classes.place}>
      {hasSort && <span className={classes.sort}>{t(sortNames[place.sort])}</span>} {name}
      {!isReadOnly && <CloseButton size={24} aria-label={t`Remove: ${name}`} onClick={onRemove} />}
    </li>
  );
}
