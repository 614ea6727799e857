/** Narrows what map and table show: words, road, model, group, who decided; everything in the address. */
import { Trans, useLingui } from "@lingui/react/macro";
import { Button, Indicator, Popover, Stack, TextInput } from "@mantine/core";
import { useDebouncedCallback } from "@mantine/hooks";
import { IconFilter, IconFilterOff, IconSearch } from "@tabler/icons-react";
import { useEffect, useState } from "react";
import { FoldedSelect } from "../parts/folded-select.tsx";
import classes from "./filter-bar.module.css";
import type { FleetTable } from "./fleet/fleet-table.ts";
import { type MapKey, narrowing, oddities, type SetMapAddress } from "./use-map-address.ts";
import { oddNames } from "./words/odd-names.ts";
import { useStateWords } from "./words/use-state-words.ts";

interface FilterBarProps {
  readonly table: FleetTable;
  readonly values: Readonly<Partial<Record<MapKey, string>>>;
  readonly set: SetMapAddress;
}

/** A phone has room for one line; readers still hear the word. */
const iconOnPhone = { label: classes.label!, section: classes.section! } as const;

export function FilterBar({ table, values, set }: FilterBarProps) {
  const { t } = useLingui();
  const used = narrowing.filter((key) => values[key] !== undefined);
  return (
    <>
      <WordFilter value={values.q ?? ""} onChange={(q) => set({ q })} />
      <Indicator disabled={used.length === 0} label={used.length} size={16} color="lamp">
        <Popover position="bottom-start" trapFocus withinPortal>
          <Popover.Target>
            <Button variant="default" classNames={iconOnPhone} leftSection={<IconFilter size={16} />}>
              <Trans>Filter</Trans>
            </Button>
          </Popover.Target>
          <Popover.Dropdown aria-label={t`Filter`}>
            <Choices table={table} values={values} set={set} />
          </Popover.Dropdown>
        </Popover>
      </Indicator>
      {used.length > 0 && (
        <Button
          variant="subtle"
          classNames={iconOnPhone}
          leftSection={<IconFilterOff size={16} />}
          onClick={() => set(Object.fromEntries(narrowing.map((key) => [key, undefined])))}
        >
          <Trans>Show all</Trans>
        </Button>
      )}
    </>
  );
}

function WordFilter({ value, onChange }: { readonly value: string; readonly onChange: (text: string) => void }) {
  const { t } = useLingui();
  const [text, setText] = useState(value);
  const tell = useDebouncedCallback(onChange, 200);
  useEffect(() => setText(value), [value]);
  return (
    <TextInput
      aria-label={t`Name or code of lamps`}
      placeholder={t`Name or code of lamps`}
      leftSection={<IconSearch size={16} />}
      value={text}
      onChange={({ currentTarget }) => {
        setText(currentTarget.value);
        tell(currentTarget.value.trim());
      }}
      className={classes.words}
    />
  );
}

function Choices({ table, values, set }: FilterBarProps) {
  const { t } = useLingui();
  const words = useStateWords();
  const { roads, models, groups, circuits, cabinets, sources } = table.around;
  const options = (list: readonly { id: string; name: string }[]) =>
    list.map(({ id, name }) => ({ value: id, label: name }));
  const cabinetNames = new Map(cabinets.map(({ id, name }) => [id, name]));
  const choices: readonly { key: MapKey; label: string; data: { value: string; label: string }[] }[] = [
    { key: "road", label: t`Road`, data: options(roads) },
    { key: "fed", label: t`Cabinet`, data: options(cabinets) },
    {
      key: "circuit",
      label: t`Circuit`,
      data: circuits.map(({ id, name, cabinetId }) => ({
        value: id,
        label: `${cabinetNames.get(cabinetId) ?? ""} · ${name}`,
      })),
    },
    { key: "group", label: t`Group`, data: options(groups) },
    { key: "model", label: t`Model`, data: options(models) },
    {
      key: "by",
      label: t`Decided by`,
      data: sources.map((source) => ({ value: source, label: words.decider(source) })),
    },
    {
      key: "odd",
      label: t`Against what should be`,
      data: oddities.map((oddity) => ({ value: oddity, label: t(oddNames[oddity]) })),
    },
  ];
  return (
    <Stack gap="xs" w={280}>
      {choices.map(({ key, label, data }) => (
        <FoldedSelect
          key={key}
          label={label}
          data={data}
          value={values[key] ?? null}
          onChange={(value) => set({ [key]: value ?? undefined })}
          placeholder={t`Any`}
          clearable
          openOnFocus={false}
          clearButtonProps={{ "aria-label": t`Any` }}
          nothingFoundMessage={t`Nothing of that name`}
          comboboxProps={{ withinPortal: false }}
          disabled={data.length === 0}
        />
      ))}
    </Stack>
  );
}
