/** One selector of nights: its kind, and the fields that kind has. */
import { Trans, useLingui } from "@lingui/react/macro";
import { ActionIcon, Checkbox, Group, MultiSelect, Select } from "@mantine/core";
import { IconX } from "@tabler/icons-react";
import { useWeekdays } from "../../text/weekdays.ts";
import { PlanDateField } from "../date-fields.tsx";
import type { HolidaySet, NightSelector } from "../plan.ts";
import classes from "./calendars.module.css";
import { LunarFields } from "./lunar-fields.tsx";
import { useMonthNames } from "./month-names.ts";
import { inMonths, newSelector, type Of, type SelectorKind } from "./selectors.ts";

interface SelectorFormProps<S extends NightSelector> {
  readonly selector: S;
  readonly kinds: readonly SelectorKind[];
  readonly sets: readonly HolidaySet[];
  readonly onChange: (selector: NightSelector) => void;
  /** Absent: the only one, which stays. */
  readonly onRemove?: () => void;
}

export function SelectorForm(props: SelectorFormProps<NightSelector>) {
  const { selector, kinds, sets, onChange, onRemove } = props;
  const { t } = useLingui();
  const names: Readonly<Record<SelectorKind, string>> = {
    date: t`A date`,
    range: t`From – to`,
    weekday: t`Weekdays`,
    nthWeekday: t`Weekday of a month`,
    lunar: t`Lunar date`,
    holidays: t`Holidays`,
  };
  const choose = (kind: string | null) => {
    const next = newSelector((kind ?? selector.by) as SelectorKind, sets[0]?.id);
    if (next !== undefined && kind !== selector.by) onChange(next);
  };
  return (
    <div className={classes.selector}>
      <Select
        label={t`Nights by`}
        data={kinds.map((kind) => ({
          value: kind,
          label: names[kind],
          disabled: kind === "holidays" && sets.length === 0,
        }))}
        value={selector.by}
        allowDeselect={false}
        onChange={choose}
        w={196}
      />
      <Fields selector={selector} sets={sets} onChange={onChange} />
      {onRemove && (
        <ActionIcon variant="subtle" size={34} mt={20} aria-label={t`Remove these nights`} onClick={onRemove}>
          <IconX size={18} />
        </ActionIcon>
      )}
    </div>
  );
}

type FieldsProps = Pick<SelectorFormProps<NightSelector>, "selector" | "sets" | "onChange">;

function Fields({ selector, sets, onChange }: FieldsProps) {
  const { t } = useLingui();
  switch (selector.by) {
    case "date":
      return <PlanDateField label={t`Day`} value={selector.date} onChange={(date) => onChange({ by: "date", date })} />;
    case "range":
      return (
        <>
          <PlanDateField
            label={t`First night`}
            value={selector.from}
            onChange={(from) => onChange({ ...selector, from })}
          />
          <PlanDateField label={t`Last night`} value={selector.to} onChange={(to) => onChange({ ...selector, to })} />
        </>
      );
    case "weekday":
      return <WeekdayFields selector={selector} onChange={onChange} />;
    case "nthWeekday":
      return <NthFields selector={selector} onChange={onChange} />;
    case "lunar":
      return <LunarFields selector={selector} onChange={onChange} />;
    case "holidays":
      return (
        <Select
          label={t`Set`}
          data={sets.map(({ id, name }) => ({ value: id, label: name }))}
          value={selector.holidaySetId}
          allowDeselect={false}
          onChange={(id) => onChange({ by: "holidays", holidaySetId: id ?? selector.holidaySetId })}
        />
      );
    default:
      return selector satisfies never;
  }
}

interface KindProps<K extends SelectorKind> {
  readonly selector: Of<K>;
  readonly onChange: (selector: NightSelector) => void;
}

function WeekdayFields({ selector, onChange }: KindProps<"weekday">) {
  const { short, long } = useWeekdays();
  const { weekdays } = selector;
  return (
    <fieldset className={classes.plain}>
      <legend>
        <Trans>Days on which the night begins</Trans>
      </legend>
      <Group gap="sm" mt={6}>
        {short.map((name, n) => {
          const day = (n + 1) as (typeof weekdays)[number];
          const isIn = weekdays.includes(day);
          return (
            <Checkbox
              key={name}
              label={name}
              aria-label={long[n] ?? name}
              checked={isIn}
              // the last one stays: a rule selects something
              disabled={isIn && weekdays.length === 1}
              onChange={() =>
                onChange({
                  by: "weekday",
                  weekdays: isIn ? weekdays.filter((one) => one !== day) : [...weekdays, day].toSorted((a, b) => a - b),
                })
              }
            />
          );
        })}
      </Group>
    </fieldset>
  );
}

function NthFields({ selector, onChange }: KindProps<"nthWeekday">) {
  const { t } = useLingui();
  const { long } = useWeekdays();
  const names = useMonthNames();
  const { weekday, nth, months } = selector;
  const { months: _, ...inAllMonths } = selector;
  return (
    <>
      <Select
        label={t`Which`}
        data={[
          ...["1", "2", "3", "4", "5"].map((value) => ({ value, label: value })),
          { value: "last", label: t`last` },
        ]}
        value={String(nth)}
        allowDeselect={false}
        onChange={(value) => onChange({ ...selector, nth: value === "last" ? value : (Number(value ?? 1) as 1) })}
        w={96}
      />
      <Select
        label={t`Weekday`}
        data={long.map((name, n) => ({ value: String(n + 1), label: name }))}
        value={String(weekday)}
        allowDeselect={false}
        onChange={(value) => onChange({ ...selector, weekday: Number(value ?? weekday) as typeof weekday })}
        w={140}
      />
      <MultiSelect
        label={t`Of the months`}
        placeholder={months === undefined ? t`every month` : ""}
        data={names.map((name, n) => ({ value: String(n + 1), label: name }))}
        value={months?.map(String) ?? []}
        clearable={months !== undefined}
        clearButtonProps={{ "aria-label": t`Every month` }}
        hidePickedOptions={false}
        maxDropdownHeight={400}
        onChange={(chosen) => onChange(inMonths(inAllMonths, chosen.map(Number)))}
        miw={180}
        maw={420}
      />
    </>
  );
}
