/** Why a step of many things was refused, thing by thing. */
import { useLingui } from "@lingui/react/macro";
import { problemText } from "../../text/problem-text.ts";
import { placeText } from "../form/place-text.ts";
import type { Place, Thing } from "../thing.ts";
import classes from "./bulk.module.css";
import { type BulkStep, blamedId } from "./bulk-step.ts";

interface StepProblemsProps {
  readonly error: unknown;
  readonly places: readonly Place[];
  readonly step: BulkStep;
  readonly things: readonly Thing[];
}

/** As many as somebody reads; the rest is usually the same. */
const shownAtMost = 50;

export function StepProblems({ error, places, step, things }: StepProblemsProps) {
  const { t } = useLingui();
  const names = new Map(things.map(({ id, name }) => [id, name]));
  const more = places.length - shownAtMost;
  return (
    <div role="alert" className={classes.problems}>
      <p>{places.length === 0 ? problemText(error) : t`Nothing was changed. What stands in the way:`}</p>
      <ul>
        {places.slice(0, shownAtMost).map((place) => {
          const id = blamedId(place, step);
          const name = id && (names.get(id) ?? id);
          return (
            <li key={`${place.path} ${place.message}`}>
              {name && <b>{name}: </b>}
              {placeText(place)}
            </li>
          );
        })}
        {more > 0 && <li>{t`and ${more} more`}</li>}
      </ul>
    </div>
  );
}
