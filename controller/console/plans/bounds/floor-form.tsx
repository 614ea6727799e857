/** One floor: its roads, what they keep at which hours, which alternate lamps may be dark, and exceptions. */
import { Trans, useLingui } from "@lingui/react/macro";
import { ActionIcon, Button, Select } from "@mantine/core";
import { IconX } from "@tabler/icons-react";
import { NumberField } from "../../parts/number-field.tsx";
import type { DraftWork } from "../draft/use-work.ts";
import type { RoadFloor } from "../plan.ts";
import { Approvals } from "./approvals.tsx";
import classes from "./bounds.module.css";
import { HoursFields } from "./fields.tsx";
import { PlacesField } from "./places-field.tsx";

interface FloorFormProps {
  readonly floor: RoadFloor;
  readonly onChange: (floor: RoadFloor) => void;
  readonly work: DraftWork | undefined;
}

type Span = RoadFloor["spans"][number];

export function FloorForm({ floor, onChange, work }: FloorFormProps) {
  const { t } = useLingui();
  const { spans, roadIds } = floor;
  const setSpans = (next: Span[]) => onChange({ ...floor, spans: next });
  return (
    <>
      <div className={classes.scope}>
        <PlacesField
          label={t`Add a road`}
          sorts={["road"]}
          places={roadIds.map((id) => ({ sort: "road", id }))}
          onChange={(roads) => onChange({ ...floor, roadIds: roads.map(({ id }) => id) })}
          none={<Trans>No road yet</Trans>}
        />
      </div>
      <div className={classes.lines}>
        {spans.map((span, n) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: a span has no name of its own
          <div key={n} className={classes.line}>
            <HoursFields value={span} onChange={(next) => setSpans(spans.with(n, next))} />
            <NumberField
              label={t`At least`}
              value={span.level}
              min={0}
              max={100}
              digits={1}
              unit="%"
              w={96}
              onChange={(level) => level !== undefined && setSpans(spans.with(n, { ...span, level }))}
            />
            <PatternField span={span} onChange={(next) => setSpans(spans.with(n, next))} />
            {spans.length > 1 && (
              <ActionIcon
                variant="subtle"
                size={34}
                mt={20}
                aria-label={t`Remove these hours`}
                onClick={() => setSpans(spans.toSpliced(n, 1))}
              >
                <IconX size={18} />
              </ActionIcon>
            )}
          </div>
        ))}
        <Button
          variant="subtle"
          size="compact-sm"
          disabled={spans.length >= 8}
          onClick={() => setSpans([...spans, { from: spans.at(-1)?.to ?? "22:00", to: "06:00", level: 30 }])}
        >
          <Trans>Other hours</Trans>
        </Button>
      </div>
      <Approvals
        list="roadFloors"
        part={floor}
        onChange={(approvals) => onChange({ ...floor, approvals })}
        work={work}
      />
    </>
  );
}

/** Every second or third lamp by its order on the road may be dark. */
function PatternField({ span, onChange }: { readonly span: Span; readonly onChange: (span: Span) => void }) {
  const { t } = useLingui();
  const { mayBeDark, ...rest } = span;
  const value = mayBeDark === undefined ? "none" : `${mayBeDark.every}:${mayBeDark.offsets.join(",")}`;
  const choices = [
    { value: "none", label: t`no lamp dark` },
    { value: "2:1", label: t`every 2nd may be dark` },
    { value: "3:2", label: t`every 3rd may be dark` },
    { value: "3:1,2", label: t`two of three may be dark` },
  ];
  const isOther = !choices.some((choice) => choice.value === value);
  return (
    <Select
      label={t`Alternate lamps`}
      data={isOther ? [...choices, { value, label: value }] : choices}
      value={value}
      allowDeselect={false}
      onChange={(next) => {
        const [every, offsets] = (next ?? value).split(":");
        if (offsets === undefined) onChange(rest);
        else onChange({ ...rest, mayBeDark: { every: Number(every), offsets: offsets.split(",").map(Number) } });
      }}
    />
  );
}
