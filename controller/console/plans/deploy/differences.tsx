/** What a draft changes against what is in force, part by part; programs are shown before and after. */
import { Trans, useLingui } from "@lingui/react/macro";
import { useQuery } from "@tanstack/react-query";
import { Answer } from "../../parts/answer.tsx";
import { type BoundKind, isBound, useBoundText } from "../bounds/bound-text.ts";
import { AssignmentName } from "../lamps/assignment-name.tsx";
import { listNames } from "../list-names.ts";
import { type Difference, type Draft, differencesQuery, type Plan, type PlanSummary, revisionQuery } from "../plan.ts";
import { ProgramThumb } from "../programs/program-thumb.tsx";
import { useNightLine } from "../use-night-line.ts";
import classes from "./deploy.module.css";
import { RuleChanges } from "./rule-changes.tsx";
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
            {inForce === undefined ? (
              <Trans>Nothing yet: the plan is empty.</Trans>
            ) : (
              <Trans>Nothing: the draft reads as what is in force.</Trans>
            )}
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
  const said = fields?.map((field) => t(fieldNames[field] ?? fieldNames.other!)).join(", ");
  return (
    <li data-kind={kind}>
      <span className={classes.kind}>{t(kindNames[kind])}</span>
      <span>
        {t(listNames[list])}{" "}
        <b>
          <PartName list={list} id={id} plan={kind === "removed" ? before : after} />
        </b>
        {said && <span className={classes.quiet}> · {said}</span>}
        {list === "programs" && <Nights id={id} before={before} after={after} />}
        {list === "calendars" && <RuleChanges calendarId={id} before={before} after={after} />}
        {isBound(list) && <Bounds list={list} id={id} before={before} after={after} />}
      </span>
    </li>
  );
}

interface PartNameProps {
  readonly list: Difference["list"];
  readonly id: string;
  readonly plan: Plan | undefined;
}

function PartName({ list, id, plan }: PartNameProps) {
  if (list === "plan") return plan?.name ?? id;
  if (list !== "assignments") return plan?.[list].find((part) => part.id === id)?.name ?? id;
  const assignment = plan?.assignments.find((one) => one.id === id);
  return plan && assignment ? <AssignmentName assignment={assignment} plan={plan} /> : id;
}

interface BeforeAndAfter {
  readonly id: string;
  readonly before: Plan | undefined;
  readonly after: Plan;
}

/** A program of both plans, as the light of the night that is looked at. */
function Nights({ id, before, after }: BeforeAndAfter) {
  const night = useNightLine();
  const [former, present] = [before, after].map((plan) => plan?.programs.find((one) => one.id === id));
  return (
    <span className={classes.thumbs}>
      {former && <ProgramThumb program={former} night={night} />}
      {former && present && <i aria-hidden="true">→</i>}
      {present && <ProgramThumb program={present} night={night} />}
    </span>
  );
}

/** A bound of both plans in one line each; what does not hold any more is struck out. */
function Bounds({ list, id, before, after }: BeforeAndAfter & { readonly list: BoundKind }) {
  const textOf = useBoundText()[list] as (bound: Plan[BoundKind][number]) => string;
  const [former, present] = [before, after].map((plan) => {
    const bound = (plan?.[list] as Plan[BoundKind] | undefined)?.find((one) => one.id === id);
    return bound && textOf(bound);
  });
  return (
    <span className={classes.bounds}>
      {former !== undefined && former !== present && <del>{former}</del>}
      {present}
    </span>
  );
}
