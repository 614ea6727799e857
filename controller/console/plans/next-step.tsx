/** What a draft still lacks before any lamp follows it: a program, a calendar, lamps. One step at a time. */
import { Trans, useLingui } from "@lingui/react/macro";
import { Button } from "@mantine/core";
import { IconArrowRight } from "@tabler/icons-react";
import type { ReactNode } from "react";
import { useEditing } from "./draft/editing.ts";
import type { Plan } from "./plan.ts";
import classes from "./plan-parts.module.css";

type Step = "programs" | "calendars" | "lamps";

function lackOf({ programs, calendars, assignments }: Plan): Step | undefined {
  if (programs.length === 0) return "programs";
  if (calendars.length === 0) return "calendars";
  return assignments.length === 0 ? "lamps" : undefined;
}

interface NextStepProps {
  /** The part that is open: it says by itself what it lacks. */
  readonly part: string;
  readonly onGo: (part: Step) => void;
}

export function NextStep({ part, onGo }: NextStepProps) {
  const { t } = useLingui();
  const { plan, isReadOnly } = useEditing();
  const lack = lackOf(plan);
  if (isReadOnly || lack === undefined || lack === part) return null;
  const said: Readonly<Record<Step, ReactNode>> = {
    programs: <Trans>First a program: the course of one night.</Trans>,
    calendars: <Trans>Next a calendar: which night has which program.</Trans>,
    lamps: <Trans>Next the lamps that follow the calendar.</Trans>,
  };
  const names: Readonly<Record<Step, string>> = { programs: t`Programs`, calendars: t`Calendars`, lamps: t`Lamps` };
  return (
    <div className={classes.next} role="status">
      {said[lack]}
      <Button size="compact-sm" variant="light" rightSection={<IconArrowRight size={14} />} onClick={() => onGo(lack)}>
        {names[lack]}
      </Button>
    </div>
  );
}
