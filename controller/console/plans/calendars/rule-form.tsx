/** What one rule says: its name, its nights, and the program they have. */
import { Trans, useLingui } from "@lingui/react/macro";
import { Button, Select, TextInput } from "@mantine/core";
import { useEditing } from "../draft/editing.ts";
import type { CalendarRule } from "../plan.ts";
import classes from "./rules.module.css";
import { SelectorForm } from "./selector-form.tsx";
import { selectorKinds } from "./selectors.ts";

interface RuleFormProps {
  readonly rule: CalendarRule;
  readonly onChange: (rule: CalendarRule) => void;
}

export function RuleForm({ rule, onChange }: RuleFormProps) {
  const { t } = useLingui();
  const { plan } = useEditing();
  const { name, nights, programId } = rule;
  return (
    <div className={classes.ruleForm}>
      <Select
        label={t`Program of these nights`}
        data={plan.programs.map((one) => ({ value: one.id, label: one.name }))}
        value={programId}
        allowDeselect={false}
        onChange={(id) => onChange({ ...rule, programId: id ?? programId })}
      />
      <TextInput
        label={t`Name of the rule`}
        required
        value={name}
        maxLength={200}
        onChange={({ currentTarget }) => onChange({ ...rule, name: currentTarget.value })}
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
  );
}
