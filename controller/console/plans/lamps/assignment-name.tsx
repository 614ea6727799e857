/** An assignment in words: it has no name of its own. */
import { usePlaceName } from "../../order/place-name.ts";
import type { Assignment, Plan } from "../plan.ts";
import { placeOf } from "./assignment-target.ts";
import { useWhichNames } from "./use-which-names.ts";
import { whichOf } from "./which-lamps.ts";

interface AssignmentNameProps {
  readonly assignment: Assignment;
  readonly plan: Plan;
}

/** "Bình Dương, road lamps → Streets" */
export function AssignmentName({ assignment: { to, calendarId }, plan }: AssignmentNameProps) {
  const place = placeOf(to);
  const name = usePlaceName(place) ?? place.id;
  const which = useWhichNames(to).find(({ value }) => value === whichOf(to))?.label;
  const calendar = plan.calendars.find(({ id }) => id === calendarId)?.name ?? calendarId;
  return `${name}${which === undefined ? "" : `, ${which.toLowerCase()}`} → ${calendar}`;
}
