/** The rules of a calendar in their order: the first that matches a night wins. */
import { Trans, useLingui } from "@lingui/react/macro";
import { ActionIcon, Button, Select, TextInput } from "@mantine/core";
import { IconArrowDown, IconArrowUp, IconPencil, IconPlus, IconTrash } from "@tabler/icons-react";
import { useState } from "react";
import { useEditing } from "../draft/editing.ts";
import { problemsAt } from "../draft/problems.ts";
import { partId } from "../part-id.ts";
import type { Calendar, CalendarRule } from "../plan.ts";
import { ProblemLines } from "../problem-lines.tsx";
import classes from "./calendars.module.css";
import { colourOf } from "./month-grid.ts";
import { programIdsOf } from "./programs-of.ts";
import { SelectorForm } from "./selector-form.tsx";
import { useSelectorText } from "./selector-text.ts";
import { moved, newSelector, selectorKinds } from "./selectors.ts";

interface RulesEditorProps {
  readonly calendar: Calendar;
  readonly onChange: (calendar: Calendar) => void;
}

export function RulesEditor({ calendar, onChange }: RulesEditorProps) {
  const { t } = useLingui();
  const { plan, problems } = useEditing();
  const { rules, defaultProgramId } = calendar;
  const [openId, setOpenId] = useState<string>();
  const programs = plan.programs.map(({ id, name }) => ({ value: id, label: name }));
  const setRules = (next: CalendarRule[]) => onChange({ ...calendar, rules: next });
  const add = () => {
    const name = t`New rule`;
    const id = partId(
      name,
      rules.map((rule) => rule.id),
    );
    const programId = programs[0]?.value;
    const nights = newSelector("lunar", undefined);
    if (programId === undefined || nights === undefined) return;
    setRules([{ id, name, nights: [nights], programId }, ...rules]);
    setOpenId(id);
  };
  return (
    <div className={classes.rules}>
      <h2>
        <Trans>Rules; the first that matches a night wins</Trans>
      </h2>
      <ol>
        {rules.map((rule, n) => (
          <li key={rule.id}>
            <RuleLine
              rule={rule}
              colour={colourOf(programIdsOf(calendar), rule.programId)}
              isOpen={rule.id === openId}
              onToggle={() => setOpenId(rule.id === openId ? undefined : rule.id)}
              onChange={(next) => setRules(rules.with(n, next))}
              onMove={(by) => setRules(moved(rules, n, n + by))}
              onRemove={() => setRules(rules.toSpliced(n, 1))}
              isFirst={n === 0}
              isLast={n === rules.length - 1}
            />
            <ProblemLines problems={problemsAt(problems, "calendars", calendar.id, `rules[${n}]`)} />
          </li>
        ))}
      </ol>
      <div className={classes.others}>
        <Select
          label={t`All other nights`}
          data={programs}
          value={defaultProgramId ?? null}
          placeholder={t`choose a program`}
          allowDeselect={false}
          onChange={(id) => id !== null && onChange({ ...calendar, defaultProgramId: id })}
        />
        <Button
          variant="default"
          leftSection={<IconPlus size={16} />}
          disabled={programs.length === 0 || rules.length >= 100}
          onClick={add}
        >
          <Trans>Add a rule</Trans>
        </Button>
      </div>
    </div>
  );
}

interface RuleLineProps {
  readonly rule: CalendarRule;
  readonly colour: number | undefined;
  readonly isOpen: boolean;
  readonly isFirst: boolean;
  readonly isLast: boolean;
  readonly onToggle: () => void;
  readonly onChange: (rule: CalendarRule) => void;
  readonly onMove: (by: number) => void;
  readonly onRemove: () => void;
}

function RuleLine(props: RuleLineProps) {
  const { rule, colour, isOpen, isFirst, isLast, onToggle, onChange, onMove, onRemove } = props;
  const { t } = useLingui();
  const { plan } = useEditing();
  const text = useSelectorText();
  const { name, nights, programId } = rule;
  const program = plan.programs.find(({ id }) => id === programId)?.name ?? programId;
  return (
    <div className={classes.rule}>
      <div className={classes.ruleHead}>
        <span className={classes.swatch} data-colour={colour} aria-hidden="true" />
        <div>
          <b>{name}</b>: {nights.map((selector) => text(selector, plan.holidaySets)).join(" · ")}
          <div className={classes.quiet}>→ {program}</div>
        </div>
        <div className={classes.tools}>
          <ActionIcon
            variant="subtle"
            size={30}
            aria-label={t`Earlier: ${name}`}
            disabled={isFirst}
            onClick={() => onMove(-1)}
          >
            <IconArrowUp size={16} />
          </ActionIcon>
          <ActionIcon
            variant="subtle"
            size={30}
            aria-label={t`Later: ${name}`}
            disabled={isLast}
            onClick={() => onMove(1)}
          >
            <IconArrowDown size={16} />
          </ActionIcon>
          <ActionIcon
            variant="subtle"
            size={30}
            aria-label={t`Change: ${name}`}
            aria-expanded={isOpen}
            onClick={onToggle}
          >
            <IconPencil size={16} />
          </ActionIcon>
          <ActionIcon variant="subtle" size={30} aria-label={t`Remove: ${name}`} onClick={onRemove}>
            <IconTrash size={16} />
          </ActionIcon>
        </div>
      </div>
      {isOpen && (
        <div className={classes.ruleForm}>
          <TextInput
            label={t`Name of the rule`}
            required
            value={name}
            maxLength={200}
            onChange={({ currentTarget }) => onChange({ ...rule, name: currentTarget.value })}
          />
          <Select
            label={t`Program of these nights`}
            data={plan.programs.map((one) => ({ value: one.id, label: one.name }))}
            value={programId}
            allowDeselect={false}
            onChange={(id) => onChange({ ...rule, programId: id ?? programId })}
          />
          <div className={classes.selectors}>
            {nights.map((selector, n) => (
              <SelectorForm
                // biome-ignore lint/suspicious/noArrayIndexKey: a selector has no name of its own
                key={n}
                selector={selector}
                kinds={selectorKinds}
                sets={plan.holidaySets}
                onChange={(next) => onChange({ ...rule, nights: nights.with(n, next) })}
                {...(nights.length > 1 && { onRemove: () => onChange({ ...rule, nights: nights.toSpliced(n, 1) }) })}
              />
            ))}
            <Button
              variant="subtle"
              size="compact-sm"
              onClick={() => onChange({ ...rule, nights: [...nights, { by: "date", date: { month: 1, day: 1 } }] })}
            >
              <Trans>And other nights</Trans>
            </Button>
          </div>
        </div>
      )}
    </div>
  );
}
