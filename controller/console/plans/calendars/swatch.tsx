/** The colour and letter of a program within one calendar. */
import classes from "./calendars.module.css";
import { letterOf, programColours } from "./month-grid.ts";

/** @param place of the program among those of the calendar, the ordinary one first; that one has no letter. */
export function Swatch({ place }: { readonly place: number }) {
  return (
    <span className={classes.swatch} data-colour={place < 0 ? undefined : place % programColours} aria-hidden="true">
      {place > 0 && letterOf(place)}
    </span>
  );
}
