/** What a step would do, in counts: from which value to which. */
import { useLingui } from "@lingui/react/macro";
import { useQuery } from "@tanstack/react-query";
import { useFormat } from "../../text/use-format.ts";
import { type Field, fieldsOf } from "../fields/fields.ts";
import { thingQuery } from "../queries.ts";
import type { ThingSort } from "../thing.ts";
import classes from "./bulk.module.css";
import type { Move } from "./bulk-step.ts";

interface MovesProps {
  readonly sort: ThingSort;
  readonly moves: readonly Move[];
}

export function Moves({ sort, moves }: MovesProps) {
  const { t } = useLingui();
  const format = useFormat();
  if (moves.length === 0) return null;
  return (
    <table className={classes.moves}>
      <thead>
        <tr>
          <th scope="col">{t`Field`}</th>
          <th scope="col">{t`At present`}</th>
          <th scope="col">{t`Then`}</th>
          <th scope="col">{t`How many`}</th>
        </tr>
      </thead>
      <tbody>
        {moves.map(({ field: id, from, to, count }) => {
          const field = fieldsOf[sort].find((one) => one.id === id);
          if (field === undefined) return null;
          return (
            <tr key={`${id} ${String(from)}`}>
              <td>{t(field.title)}</td>
              <td>
                <Said field={field} value={from} />
              </td>
              <td>
                <Said field={field} value={to} />
              </td>
              <td>{format.number(count)}</td>
            </tr>
          );
        })}
      </tbody>
    </table>
  );
}

/** A value as people read it. */
function Said({ field: { kind }, value }: { readonly field: Field; readonly value: unknown }) {
  const { t } = useLingui();
  const format = useFormat();
  const isThing = kind.is === "thing" && typeof value === "string";
  const { data } = useQuery({
    ...thingQuery(kind.is === "thing" ? kind.sort : "area", String(value)),
    enabled: isThing,
  });
  if (value === undefined || value === null) return "–";
  if (isThing) return data?.name ?? value;
  if (kind.is === "word") {
    const words = kind.words[String(value)];
    return words === undefined ? String(value) : t(words);
  }
  return typeof value === "number"
    ? format.number(value, kind.is === "number" ? (kind.digits ?? 0) : 0)
    : String(value);
}
