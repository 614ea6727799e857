/** The rules of a calendar in their order: the first that matches a night wins. */
import { Plural, Trans, useLingui } from "@lingui/react/macro";
import { Select } from "@mantine/core";
import { IconPlus } from "@tabler/icons-react";
import { useState } from "react";
import { useEditing } from "../draft/editing.ts";
import { problemsAt } from "../draft/problems.ts";
import type { Calendar, CalendarRule } from "../plan.ts";
import { ProblemLines } from "../problem-lines.tsx";
import { WishMenu } from "../wish-menu.tsx";
import { moved } from "./order.ts";
import { programIdsOf } from "./programs-of.ts";
import { RuleLine } from "./rule-line.tsx";
import { tallyRules } from "./rule-tally.ts";
import { type RuleWish, useRuleWishes } from "./rule-wishes.ts";
import classes from "./rules.module.css";
import type { CalendarNight } from "./use-calendar-nights.ts";
import { useDragOrder } from "./use-drag-order.ts";

/** Rules a calendar can have. */
const rulesAtMost = 100;

interface RulesEditorProps {
  readonly calendar: Calendar;
  /** The nights of the months shown; empty until they are known. */
  readonly nights: ReadonlyMap<number, CalendarNight>;
  readonly openId: string | undefined;
  readonly onOpen: (ruleId: string | undefined) => void;
  readonly onAdd: (wish: RuleWish) => void;
  readonly onChange: (calendar: Calendar) => void;
}

export function RulesEditor({ calendar, nights, openId, onOpen, onAdd, onChange }: RulesEditorProps) {
  const { t } = useLingui();
  const { plan, isReadOnly, problems } = useEditing();
  const { rules, defaultProgramId } = calendar;
  const [said, setSaid] = useState("");
  const setRules = (next: CalendarRule[]) => onChange({ ...calendar, rules: next });
  const move = (from: number, to: number) => {
    const rule = rules[from];
    if (rule === undefined || rules[to] === undefined) return;
    setRules(moved(rules, from, to));
    setSaid(t`${rule.name} is rule ${to + 1} of ${rules.length} now`);
  };
  const { list, rowMarks, grip } = useDragOrder<HTMLOListElement>(move);
  const wishes = useRuleWishes();
  const programIds = programIdsOf(calendar);
  const tally = tallyRules(calendar, nights);
  return (
    <div className={classes.rules}>
      <h2>
        <Trans>Rules: the first that matches a night wins</Trans>
      </h2>
      <ol ref={list}>
        {rules.map((rule, n) => (
          <li key={rule.id} {...rowMarks(n)}>
            <RuleLine
              rule={rule}
              number={n + 1}
              place={programIds.indexOf(rule.programId)}
              tally={nights.size === 0 ? undefined : tally.rules.get(rule.id)}
              isOpen={rule.id === openId}
              isFirst={n === 0}
              isLast={n === rules.length - 1}
              grip={grip(n)}
              onToggle={() => onOpen(rule.id === openId ? undefined : rule.id)}
              onChange={(next) => setRules(rules.with(n, next))}
              onMove={(by) => move(n, n + by)}
              onRemove={() => setRules(rules.toSpliced(n, 1))}
            />
            <ProblemLines problems={problemsAt(problems, "calendars", calendar.id, `rules[${rule.id}]`)} />
          </li>
        ))}
      </ol>
      <div className="seen-by-readers-only" role="status">
        {said}
      </div>
      <div className={classes.others}>
        <Select
          label={t`All other nights`}
          readOnly={isReadOnly}
          data={plan.programs.map(({ id, name }) => ({ value: id, label: name }))}
          value={defaultProgramId ?? null}
          placeholder={t`choose a program`}
          allowDeselect={false}
          onChange={(id) => id !== null && onChange({ ...calendar, defaultProgramId: id })}
        />
        {nights.size > 0 && (
          <span className={classes.quiet}>
            <Plural value={tally.others} one="# night" other="# nights" />
          </span>
        )}
        {!isReadOnly && (
          <WishMenu
            wishes={wishes}
            onChoose={onAdd}
            leftSection={<IconPlus size={16} />}
            disabled={plan.programs.length === 0 || rules.length >= rulesAtMost}
          >
            <Trans>Add a rule</Trans>
          </WishMenu>
        )}
      </div>
    </div>
  );
}
