/** The parts of a plan side by side: its programs, calendars, lamps and bounds, how it would turn out, and bringing it out. */
import { useLingui } from "@lingui/react/macro";
import { Tabs } from "@mantine/core";
import { useUrlValues } from "../app/url-values.ts";
import { BoundsTab } from "./bounds/bounds-tab.tsx";
import { CalendarsTab } from "./calendars/calendars-tab.tsx";
import { DeployTab } from "./deploy/deploy-tab.tsx";
import { useEditing } from "./draft/editing.ts";
import { countOfLists } from "./draft/problems.ts";
import type { DraftWork } from "./draft/use-work.ts";
import { LampsTab } from "./lamps/lamps-tab.tsx";
import { NextStep } from "./next-step.tsx";
import type { PartList, PlanSummary } from "./plan.ts";
import classes from "./plan-parts.module.css";
import { PreviewTab } from "./preview/preview-tab.tsx";
import { ProgramsTab } from "./programs/programs-tab.tsx";

export interface PlanPartsProps {
  readonly summary: PlanSummary;
  /** Absent: what is in force is looked at. */
  readonly work: DraftWork | undefined;
}

export function PlanParts({ summary, work }: PlanPartsProps) {
  const { t } = useLingui();
  const [{ part = "programs" }, set] = useUrlValues<"part">();
  const tabs: readonly (CountProps & { value: string; label: string })[] = [
    { value: "programs", label: t`Programs`, lists: ["programs"] },
    { value: "calendars", label: t`Calendars`, lists: ["calendars"], beside: ["holidaySets"] },
    { value: "lamps", label: t`Lamps`, lists: ["assignments"] },
    { value: "bounds", label: t`Bounds`, lists: ["roadFloors", "curfews", "campaigns", "limits"] },
    { value: "preview", label: t`Preview`, lists: [] },
    { value: "deploy", label: t`Deploy`, lists: [] },
  ];
  return (
    <Tabs value={part} onChange={(value) => set({ part: value ?? undefined })} keepMounted={false}>
      <Tabs.List className={classes.list ?? ""}>
        {tabs.map(({ value, label, ...counted }) => (
          <Tabs.Tab key={value} value={value} rightSection={<Count {...counted} />}>
            {label}
          </Tabs.Tab>
        ))}
      </Tabs.List>
      <NextStep part={part} onGo={(next) => set({ part: next })} />
      <Tabs.Panel value="programs">
        <ProgramsTab />
      </Tabs.Panel>
      <Tabs.Panel value="calendars">
        <CalendarsTab />
      </Tabs.Panel>
      <Tabs.Panel value="lamps">
        <LampsTab />
      </Tabs.Panel>
      <Tabs.Panel value="bounds">
        <BoundsTab work={work} />
      </Tabs.Panel>
      <Tabs.Panel value="preview">
        <PreviewTab summary={summary} work={work} />
      </Tabs.Panel>
      <Tabs.Panel value="deploy">
        <DeployTab summary={summary} work={work} />
      </Tabs.Panel>
    </Tabs>
  );
}

interface CountProps {
  /** Whose entries are counted. */
  readonly lists: readonly PartList[];
  /** Lists that are written here too: their errors are told, their entries are not counted. */
  readonly beside?: readonly PartList[];
}

/** How many entries there are, or how many errors. */
function Count({ lists, beside = [] }: CountProps) {
  const { t } = useLingui();
  const { plan, problems } = useEditing();
  const { errors } = countOfLists(problems, [...lists, ...beside]);
  const entries = lists.reduce((sum, list) => sum + plan[list].length, 0);
  if (errors === 0) {
    return entries === 0 ? null : <span className={classes.count}>{entries}</span>;
  }
  return (
    <span className={classes.errors} role="img" aria-label={t`${errors} errors`}>
      {errors}
    </span>
  );
}
