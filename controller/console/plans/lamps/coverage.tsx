/** Lamps that follow no calendar in force: they keep to the sun by themselves until one covers them. */
import { Plural, Trans } from "@lingui/react/macro";
import { useQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { api } from "../../api-client/api-client.ts";
import { useAreas } from "../../api-client/areas.ts";
import { areaAndBelow } from "../../app/area-tree.ts";
import { Answer } from "../../parts/answer.tsx";
import { useFormat } from "../../text/use-format.ts";
import { useEditing } from "../draft/editing.ts";
import classes from "./lamps.module.css";

interface Uncovered {
  readonly lampId: string;
  readonly name: string;
  readonly areaId: string;
}

/** Lamps named; how many there are is said of all. */
const namedAtMost = 12;

export function Coverage() {
  const format = useFormat();
  const { plan } = useEditing();
  const areas = useAreas();
  const uncovered = useQuery({
    queryKey: ["plan-coverage"],
    queryFn: ({ signal }) => api.all<Uncovered>("/plan-coverage", { signal }),
  });
  const within = areaAndBelow(plan.areaId, areas.data?.areas ?? []);
  const nameOf = (id: string) => areas.data?.areas.find(({ areaId }) => areaId === id)?.name ?? id;
  return (
    <Answer of={uncovered}>
      {(all) => {
        const here = all.filter(({ areaId }) => within.has(areaId));
        if (here.length === 0) {
          return (
            <p className={classes.good}>
              <Trans>None here: every lamp follows a calendar in force.</Trans>
            </p>
          );
        }
        const counts = [...Map.groupBy(here, ({ areaId }) => areaId)].map(([id, lamps]) => ({
          id,
          name: nameOf(id),
          count: lamps.length,
        }));
        return (
          <>
            <p className={classes.quiet}>
              <Plural value={here.length} one="# lamp keeps" other="# lamps keep" />{" "}
              <Trans>to the sun, by what is in force now.</Trans>
            </p>
            <ul className={classes.areas}>
              {counts
                .toSorted((a, b) => b.count - a.count)
                .map(({ id, name, count }) => (
                  <li key={id}>
                    <span>{name}</span>
                    <b>{format.number(count)}</b>
                  </li>
                ))}
            </ul>
            <p className={classes.quiet}>
              {here.slice(0, namedAtMost).map(({ lampId, name }, n) => (
                <span key={lampId}>
                  {n > 0 && ", "}
                  <Link to="/map" search={{ lamp: lampId } as never}>
                    {name}
                  </Link>
                </span>
              ))}
              {here.length > namedAtMost && " …"}
            </p>
          </>
        );
      }}
    </Answer>
  );
}
