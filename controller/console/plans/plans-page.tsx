/** The plans of one's areas: what is in force, what is drafted, and who was last at it. */
import { Trans } from "@lingui/react/macro";
import { Button } from "@mantine/core";
import { useDisclosure } from "@mantine/hooks";
import { IconPlus } from "@tabler/icons-react";
import { useQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { useAreas } from "../api-client/areas.ts";
import { useMay } from "../api-client/me.ts";
import { useAreaScope } from "../app/area-scope.tsx";
import { Answer } from "../parts/answer.tsx";
import { Page as Frame } from "../parts/page.tsx";
import { EmptyState } from "../parts/state-note.tsx";
import { useFormat } from "../text/use-format.ts";
import { NewPlanDialog } from "./new-plan-dialog.tsx";
import { type PlanAct, type PlanSummary, plansQuery } from "./plan.ts";
import classes from "./plans-page.module.css";

export function Page() {
  const format = useFormat();
  const plans = useQuery(plansQuery);
  const mayPlan = useMay("plan");
  const { within } = useAreaScope();
  const [isMaking, { open, close }] = useDisclosure(false);
  return (
    <Frame
      title={<Trans>Plans</Trans>}
      lead={<Trans>What the streets do every night, by themselves, until somebody deploys another.</Trans>}
      actions={
        mayPlan && (
          <Button leftSection={<IconPlus size={16} />} onClick={open}>
            <Trans>New plan</Trans>
          </Button>
        )
      }
    >
      <Answer of={plans}>
        {(all) => {
          const shown = all
            .filter(({ areaId }) => within === undefined || within.has(areaId))
            .toSorted((a, b) => format.compare(a.name, b.name));
          if (shown.length === 0) {
            return (
              <EmptyState title={<Trans>No plans here yet</Trans>}>
                <Trans>Until there is one, lamps keep to the sun: on at dusk, off at dawn.</Trans>
              </EmptyState>
            );
          }
          return (
            <ul className={classes.plans}>
              {shown.map((plan) => (
                <PlanLine key={plan.id} plan={plan} />
              ))}
            </ul>
          );
        }}
      </Answer>
      <NewPlanDialog opened={isMaking} onClose={close} />
    </Frame>
  );
}

function PlanLine({ plan: { id, name, areaId, inForce, draft } }: { readonly plan: PlanSummary }) {
  const { data } = useAreas();
  const area = data?.areas.find((one) => one.areaId === areaId)?.name ?? areaId;
  return (
    <li className={classes.plan}>
      <div>
        <Link to={`/plans/${id}` as never} className={classes.name}>
          {name}
        </Link>
        <div className={classes.quiet}>{area}</div>
      </div>
      <div>
        {inForce?.deployed === undefined ? (
          <span className={classes.quiet}>
            <Trans>Not in force yet</Trans>
          </span>
        ) : (
          <>
            <span className={classes.inForce}>
              <Trans>Revision {inForce.revision} in force</Trans>
            </span>
            <Act act={inForce.deployed} />
          </>
        )}
      </div>
      <div>
        {draft && (
          <>
            <span className={classes.draft}>
              <Trans>Draft {draft.revision}</Trans>
            </span>
            <Act act={draft.saved} />
          </>
        )}
      </div>
    </li>
  );
}

/** Who did it, when and why. */
function Act({ act: { at, personName, why } }: { readonly act: PlanAct }) {
  const format = useFormat();
  return (
    <div className={classes.quiet}>
      {personName}, {format.dateTime(at)}: {why}
    </div>
  );
}
