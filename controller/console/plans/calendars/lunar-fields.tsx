/** A day of the lunar calendar: day, month, leap months, and the nights around it. */
import { useLingui } from "@lingui/react/macro";
import { Select } from "@mantine/core";
import { FoldedSelect } from "../../parts/folded-select.tsx";
import { NumberField } from "../../parts/number-field.tsx";
import type { NightSelector } from "../plan.ts";
import { useLunarWords } from "./lunar-words.ts";
import type { Of } from "./selectors.ts";

interface LunarFieldsProps {
  readonly selector: Of<"lunar">;
  readonly onChange: (selector: NightSelector) => void;
}

export function LunarFields({ selector, onChange }: LunarFieldsProps) {
  const { t } = useLingui();
  const { monthName } = useLunarWords();
  const { day, month, leap, daysBefore = 0, daysAfter = 0 } = selector;
  const set = (change: Partial<Record<"month" | "leap" | "daysBefore" | "daysAfter", unknown>>) => {
    const next: Record<string, unknown> = { ...selector, ...change };
    // absent means every month, no leap month, no night around
    for (const [field, value] of Object.entries(next)) if (value === undefined || value === 0) delete next[field];
    onChange(next as Of<"lunar">);
  };
  return (
    <>
      <FoldedSelect
        label={t`Lunar day`}
        inOrder
        data={[
          { value: "last", label: t`last` },
          ...Array.from({ length: 30 }, (_, n) => ({ value: String(n + 1), label: String(n + 1) })),
        ]}
        value={String(day)}
        allowDeselect={false}
        onChange={(value) => onChange({ ...selector, day: value === "last" ? value : Number(value ?? 1) })}
        w={96}
      />
      <Select
        label={t`Lunar month`}
        data={[
          { value: "every", label: t`every` },
          ...Array.from({ length: 12 }, (_, n) => ({ value: String(n + 1), label: monthName(n + 1) })),
        ]}
        value={month === undefined ? "every" : String(month)}
        allowDeselect={false}
        onChange={(value) => set({ month: value === "every" || value === null ? undefined : Number(value) })}
        w={148}
      />
      <NumberField
        label={t`Nights before`}
        value={daysBefore}
        min={0}
        max={30}
        onChange={(nights) => nights !== undefined && set({ daysBefore: Math.round(nights) })}
        w={104}
      />
      <NumberField
        label={t`Nights after`}
        value={daysAfter}
        min={0}
        max={30}
        onChange={(nights) => nights !== undefined && set({ daysAfter: Math.round(nights) })}
        w={104}
      />
      {month !== undefined && (
        <Select
          label={t`Leap month`}
          data={[
            { value: "no", label: t`not` },
            { value: "also", label: t`also` },
            { value: "only", label: t`only` },
          ]}
          value={leap ?? "no"}
          allowDeselect={false}
          onChange={(value) => set({ leap: value === "no" ? undefined : (value ?? undefined) })}
          w={104}
        />
      )}
    </>
  );
}
