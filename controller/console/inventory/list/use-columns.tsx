/** The columns and filters of a list of things, made from what is known of their sort. */
import { useLingui } from "@lingui/react/macro";
import { useMemo } from "react";
import type { Column, Filter } from "../../table/columns.ts";
import { useFormat } from "../../text/use-format.ts";
import { columnsOf, type Field, fieldsOf } from "../fields/fields.ts";
import { useNames } from "../queries.ts";
import type { Thing, ThingSort } from "../thing.ts";
import { credentials } from "../words.ts";

type NameOf = (id: unknown) => string;

/** Names of whatever the columns of this sort refer to. */
function useReferences(sort: ThingSort): ReadonlyMap<ThingSort, NameOf> {
  const referred = fieldsOf[sort].filter(({ id }) => columnsOf[sort].includes(id)).map(({ kind }) => kind);
  const needs = (other: ThingSort) => referred.some((kind) => kind.is === "thing" && kind.sort === other);
  const area = useNames("area", needs("area"));
  const road = useNames("road", needs("road"));
  const circuit = useNames("circuit", needs("circuit"));
  const cabinet = useNames("cabinet", needs("cabinet"));
  const lampModel = useNames("lampModel", needs("lampModel"));
  const supplyPoint = useNames("supplyPoint", needs("supplyPoint"));
  return useMemo(
    () => new Map<ThingSort, NameOf>(Object.entries({ area, road, circuit, cabinet, lampModel, supplyPoint }) as never),
    [area, road, circuit, cabinet, lampModel, supplyPoint],
  );
}

export function useColumns(sort: ThingSort): Column<Thing>[] {
  const { t } = useLingui();
  const format = useFormat();
  const names = useReferences(sort);
  return useMemo(() => {
    const textOf = ({ kind }: Field, value: unknown): string => {
      if (value === undefined || value === null) return "";
      switch (kind.is) {
        case "number":
          return format.number(value as number, kind.digits ?? 0);
        case "word": {
          const words = kind.words[String(value)];
          return words === undefined ? String(value) : t(words);
        }
        case "thing":
          return names.get(kind.sort)?.(value) ?? String(value);
        default:
          return String(value);
      }
    };
    const fields = columnsOf[sort].flatMap((id) => fieldsOf[sort].find((field) => field.id === id) ?? []);
    return [
      { id: "name", title: t({ message: "Name", context: "thing" }), text: ({ name }) => name, grow: 2 },
      { id: "id", title: t`Id`, text: ({ id }) => id, plain: true },
      ...fields.map((field): Column<Thing> => {
        const { kind } = field;
        const title = kind.is === "number" && kind.unit ? `${t(field.title)} (${kind.unit})` : t(field.title);
        const text = (thing: Thing) => textOf(field, thing[field.id]);
        const column = { id: field.id, title, text, plain: kind.is === "thing" || kind.is === "word" };
        if (kind.is !== "number") return column;
        return { ...column, figures: true, sortBy: (thing) => thing[field.id] as number | undefined };
      }),
      ...(sort === "group"
        ? [
            {
              id: "members",
              title: t`Members`,
              figures: true,
              text: (thing: Thing) => format.number(countOf(thing)),
              sortBy: countOf,
            },
          ]
        : []),
      ...(sort === "device"
        ? [
            {
              id: "credential",
              title: t`Secret`,
              text: ({ credential }: Thing) => (credential === undefined ? "" : t(credentials[credential])),
            },
          ]
        : []),
    ];
  }, [sort, names, format, t]);
}

const countOf = ({ lampIds }: Thing) => (lampIds as readonly string[] | undefined)?.length ?? 0;

/** Closed words are filters: there are few of each. */
export function useFilters(sort: ThingSort): Filter<Thing>[] {
  const { t } = useLingui();
  return useMemo(() => {
    const words = fieldsOf[sort].flatMap((field): Filter<Thing>[] =>
      field.kind.is !== "word"
        ? []
        : [
            {
              id: field.id,
              title: t(field.title),
              options: Object.entries(field.kind.words).map(([value, label]) => ({ value, label: t(label) })),
              matches: (thing, value) => String(thing[field.id] ?? "") === value,
            },
          ],
    );
    const use: Filter<Thing> = {
      id: "use-state",
      title: t`In use`,
      options: [
        { value: "all", label: t`retired ones too` },
        { value: "retired", label: t`retired only` },
      ],
      matches: ({ retiredAt }, value) => value === "all" || retiredAt !== undefined,
    };
    const electronics: Filter<Thing> = {
      id: "electronics",
      title: t`Electronics`,
      options: [
        { value: "yes", label: t`with a device` },
        { value: "no", label: t`without` },
      ],
      matches: ({ deviceId }, value) => (deviceId !== undefined) === (value === "yes"),
    };
    return [...words, ...(sort === "lamp" || sort === "cabinet" ? [electronics] : []), use];
  }, [sort, t]);
}
