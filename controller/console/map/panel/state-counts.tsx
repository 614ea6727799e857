/** How many of some lamps are in which state. */
import { useFormat } from "../../text/use-format.ts";
import type { FleetTable } from "../fleet/fleet-table.ts";
import { StateMark } from "../words/state-mark.tsx";
import { useStateWords } from "../words/use-state-words.ts";
import classes from "./panel.module.css";

export function StateCounts({ table, rows }: { readonly table: FleetTable; readonly rows: readonly number[] }) {
  const words = useStateWords();
  const format = useFormat();
  const { states } = table.around;
  const counts = new Uint32Array(states.length);
  for (const row of rows) counts[table.state[row]!]!++;
  return (
    <ul className={classes.states}>
      {states.map((state, code) =>
        counts[code] === 0 ? null : (
          <li key={state}>
            <StateMark state={state} />
            {format.number(counts[code]!)} {words.name(state)}
          </li>
        ),
      )}
    </ul>
  );
}
