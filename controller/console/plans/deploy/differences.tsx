/** What a draft changes against what is in force, part by part; programs are shown before and after. */
import { Trans, useLingui } from "@lingui/react/macro";
import { useQuery } from "@tanstack/react-query";
import { Answer } from "../../parts/answer.tsx";
import { listNames } from "../list-names.ts";
import { type Difference, type Draft, differencesQuery, type Plan, type PlanSummary, revisionQuery } from "../plan.ts";
import { ProgramThumb } from "../programs/program-thumb.tsx";
import { useNightLine } from "../use-night-line.ts";
import classes from "./deploy.module.css";
import { fieldNames, kindNames } from "./words.ts";

interface DifferencesProps {
  readonly summary: PlanSummary;
  readonly draft: Draft;
}

export function Differences({ summary, draft }: DifferencesProps) {
  const differences = useQuery(differencesQuery(summary.id, draft.version));
  const inForce = summary.inForce?.revision;
  const before = useQuery({ ...revisionQuery(summary.id, inForce ?? 1), enabled: inForce !== undefined });
  return (
    <Answer of={differences}>
      {(items) =>
        items.length === 0 ? (
          <p className={classes.quiet}>
            <Trans>Nothing: the draft reads as what is in force.</Trans>
          </p>
        ) : (
          <ul className={classes.differences}>
            {items.map((difference) => (
              <DifferenceLine
                key={`${difference.list}/${difference.id}`}
                difference={difference}
                before={before.data?.plan}
                after={draft.plan}
              />
            ))}
          </ul>
        )
      }
    </Answer>
  );
}

interface DifferenceLineProps {
  readonly difference: Difference;
  readonly before: Plan | undefined;
  readonly after: Plan;
}

function DifferenceLine({ difference: { list, id, kind, fields }, before, after }: DifferenceLineProps) {
  const { t } = useLingui();
  const night = useNightLine();
  const partIn = (plan: Plan | undefined) =>
    list === "plan"
      ? plan
      : (plan?.[list] as readonly { id: string; name?: string }[] | undefined)?.find((one) => one.id === id);
  const name = partIn(after)?.name ?? partIn(before)?.name ?? id;
  const said = fields?.map((field) => t(fieldNames[field] ?? fieldNames.other!)).join(", ");
  return (
    <li data-kind={kind}>
      <span className={classes.kind}>{t(kindNames[kind])}</span>
      <span>
        {t(listNames[list])} <b>{name}</b>
        {said && <span className={classes.quiet}> · {said}</span>}
        {list === "programs" && (
          <span className={classes.thumbs}>
            {[before, after].map((plan, n) => {
              const program = plan?.programs.find((one) => one.id === id);
              return program && <ProgramThumb key={n === 0 ? "before" : "after"} program={program} night={night} />;
            })}
          </span>
        )}
      </span>
    </li>
  );
}
