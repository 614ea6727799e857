/** One rule: its place, the nights it selects and decides, its program, and the form behind it. */
import { Plural, Trans, useLingui } from "@lingui/react/macro";
import { ActionIcon } from "@mantine/core";
import { IconArrowDown, IconArrowUp, IconGripVertical, IconPencil, IconTrash } from "@tabler/icons-react";
import type { HTMLAttributes } from "react";
import { useUrlValues } from "../../app/url-values.ts";
import { isoOf } from "../../text/civil-day.ts";
import { useEditing } from "../draft/editing.ts";
import type { CalendarRule } from "../plan.ts";
import { useNightLine } from "../use-night-line.ts";
import { RuleForm } from "./rule-form.tsx";
import type { RuleTally } from "./rule-tally.ts";
import classes from "./rules.module.css";
import { useSelectorText } from "./selector-text.ts";
import { Swatch } from "./swatch.tsx";

interface RuleLineProps {
  readonly rule: CalendarRule;
  /** From 1. */
  readonly number: number;
  /** Of its program among those of the calendar. */
  readonly place: number;
  /** Absent: not known yet. */
  readonly tally: RuleTally | undefined;
  readonly isOpen: boolean;
  readonly isFirst: boolean;
  readonly isLast: boolean;
  readonly grip: Pick<HTMLAttributes<HTMLElement>, "onPointerDown" | "onKeyDown">;
  readonly onToggle: () => void;
  readonly onChange: (rule: CalendarRule) => void;
  readonly onMove: (by: number) => void;
  readonly onRemove: () => void;
}

export function RuleLine(props: RuleLineProps) {
  const { rule, number, place, tally, isOpen, isFirst, isLast, grip, onToggle, onChange, onMove, onRemove } = props;
  const { t } = useLingui();
  const { plan, isReadOnly } = useEditing();
  const text = useSelectorText();
  const { name, nights, programId } = rule;
  const program = plan.programs.find(({ id }) => id === programId)?.name ?? programId;
  const tool = { variant: "subtle", size: 30 } as const;
  return (
    <>
      <div className={classes.ruleHead} data-readonly={isReadOnly || undefined}>
        {!isReadOnly && (
          <ActionIcon
            {...tool}
            {...grip}
            className={classes.grip ?? ""}
            aria-label={t`Rule ${number}, ${name}: drag, or up and down to move it`}
          >
            <IconGripVertical size={16} />
          </ActionIcon>
        )}
        <span className={classes.number} aria-hidden="true">
          {number}
        </span>
        <Swatch place={place} />
        <div>
          <b>{name}</b>: {nights.map((selector) => text(selector, plan.holidaySets)).join(" · ")}
          <div className={classes.quiet}>
            → {program}
            {tally && <Reach tally={tally} />}
          </div>
        </div>
        {!isReadOnly && (
          <div className={classes.tools}>
            <ActionIcon {...tool} aria-label={t`Earlier: ${name}`} disabled={isFirst} onClick={() => onMove(-1)}>
              <IconArrowUp size={16} />
            </ActionIcon>
            <ActionIcon {...tool} aria-label={t`Later: ${name}`} disabled={isLast} onClick={() => onMove(1)}>
              <IconArrowDown size={16} />
            </ActionIcon>
            <ActionIcon {...tool} aria-label={t`Change: ${name}`} aria-expanded={isOpen} onClick={onToggle}>
              <IconPencil size={16} />
            </ActionIcon>
            <ActionIcon {...tool} aria-label={t`Remove: ${name}`} onClick={onRemove}>
              <IconTrash size={16} />
            </ActionIcon>
          </div>
        )}
      </div>
      {isOpen && <RuleForm rule={rule} onChange={onChange} />}
    </>
  );
}

/** How many of the nights shown it decides; a press goes from one to the next. */
function Reach({ tally: { wins, lost } }: { readonly tally: RuleTally }) {
  const { date } = useNightLine();
  const [, set] = useUrlValues<"night">();
  const next = wins.find((day) => day > date) ?? wins[0];
  if (next === undefined) {
    return (
      <span className={lost > 0 ? classes.bad : undefined}>
        {" · "}
        {lost > 0 ? (
          <Plural
            value={lost}
            one="never: a rule before it takes its # night"
            other="never: rules before it take all its # nights"
          />
        ) : (
          <Trans>no night in these months</Trans>
        )}
      </span>
    );
  }
  return (
    <>
      {" · "}
      <button type="button" className={classes.jump} onClick={() => set({ night: isoOf(next) })}>
        <Plural value={wins.length} one="# night" other="# nights" />
      </button>
      {lost > 0 && (
        <>
          {", "}
          <Plural value={lost} one="on # more a rule before it wins" other="on # more a rule before it wins" />
        </>
      )}
    </>
  );
}
