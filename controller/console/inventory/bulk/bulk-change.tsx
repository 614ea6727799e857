/** Changes fields of many things in one step: chosen, looked at, done. */
import { Plural, Trans, useLingui } from "@lingui/react/macro";
import { Button, Checkbox, SegmentedControl, Stack } from "@mantine/core";
import { notifications } from "@mantine/notifications";
import { useQuery } from "@tanstack/react-query";
import { type FormEvent, useMemo, useState } from "react";
import { useFormat } from "../../text/use-format.ts";
import { FieldInput } from "../fields/field-input.tsx";
import { type Field, fieldsOf } from "../fields/fields.ts";
import { ThingSelect } from "../fields/thing-select.tsx";
import { thingQuery } from "../queries.ts";
import type { Thing, ThingSort, Values } from "../thing.ts";
import classes from "./bulk.module.css";
import { changeStep, isEmpty, memberRequests, movesOf } from "./bulk-step.ts";
import { Moves } from "./moves.tsx";
import { StepProblems } from "./step-problems.tsx";
import { useStep } from "./use-step.ts";

/** What may sensibly be the same for many. */
export const bulkFields: Readonly<Partial<Record<ThingSort, readonly string[]>>> = {
  lamp: ["modelId", "areaId", "roadId", "circuitId", "phase", "use"],
  cabinet: ["areaId", "supplyPointId"],
  circuit: ["cabinetId", "kind"],
  road: ["areaId", "illuminance"],
  supplyPoint: ["areaId", "readingDay", "priceClass", "vat"],
  group: ["areaId"],
};

/** What is left empty here stays as it is, even where a thing cannot be without it. */
const withoutDemand = ({ required: _, ...field }: Field): Field => field;

interface BulkChangeProps {
  readonly sort: ThingSort;
  readonly things: readonly Thing[];
  readonly onDone: () => void;
  readonly onCancel: () => void;
}

export function BulkChange({ sort, things, onDone, onCancel }: BulkChangeProps) {
  const { t } = useLingui();
  const format = useFormat();
  /** Fields that change; null: what is there is removed. */
  const [set, setSet] = useState<Values>({});
  const [groupId, setGroupId] = useState<string>();
  const [isIn, setIn] = useState(true);
  const group = useQuery({ ...thingQuery("group", groupId ?? ""), enabled: groupId !== undefined });
  const step = useStep();
  const fields = fieldsOf[sort].filter(({ id }) => bulkFields[sort]?.includes(id));
  const moving = useMemo(() => {
    const ids = things.map(({ id }) => id);
    return group.data === undefined ? [] : memberRequests(group.data, ids, isIn);
  }, [group.data, things, isIn]);
  const wanted = useMemo(() => changeStep(sort, things, set, moving), [sort, things, set, moving]);
  const put = (field: string, value: unknown) => {
    step.again();
    setSet(({ [field]: _, ...rest }) => (value === undefined ? rest : { ...rest, [field]: value }));
  };
  const made = () => {
    notifications.show({ message: t`Changed.` });
    onDone();
  };
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (step.look.data === undefined) step.look.mutate(wanted);
    else step.make.mutate(wanted, { onSuccess: made });
  };
  const count = format.number(wanted.ids.length);
  const changedGroups = step.look.data?.counts.find((one) => one.sort === "group" && one.verb === "change")?.count ?? 0;
  const followers = sort === "group" ? 0 : changedGroups - moving.length;
  return (
    <form onSubmit={submit}>
      <Stack gap="md">
        <div className={classes.fields}>
          {fields.map((field) => (
            <div key={field.id}>
              <FieldInput
                field={withoutDemand(field)}
                value={set[field.id] ?? undefined}
                readOnly={set[field.id] === null}
                onChange={(value) => put(field.id, value)}
              />
              {!field.required && (
                <Checkbox
                  mt={6}
                  size="xs"
                  label={t`Empty: ${t(field.title)}`}
                  checked={set[field.id] === null}
                  onChange={({ currentTarget }) => put(field.id, currentTarget.checked ? null : undefined)}
                />
              )}
            </div>
          ))}
          {sort === "lamp" && (
            <div>
              <ThingSelect
                label={t({ message: "Group", context: "thing" })}
                sort="group"
                value={groupId}
                onChange={(id) => {
                  step.again();
                  setGroupId(id);
                }}
              />
              <SegmentedControl
                mt={6}
                size="xs"
                aria-label={t`Into the group or out of it`}
                data={[
                  { value: "in", label: t`into it` },
                  { value: "out", label: t`out of it` },
                ]}
                value={isIn ? "in" : "out"}
                onChange={(value) => {
                  step.again();
                  setIn(value === "in");
                }}
              />
            </div>
          )}
        </div>
        {step.look.data && (
          <div role="status">
            <Moves sort={sort} moves={movesOf(things, set)} />
            {moving.length > 0 && group.data && (
              <p>
                <Trans>The members of {group.data.name} change.</Trans>
              </p>
            )}
            {followers > 0 && (
              <p>
                <Plural
                  value={followers}
                  one="# group that finds its members by itself follows."
                  other="# groups that find their members by themselves follow."
                />
              </p>
            )}
          </div>
        )}
        {step.error && <StepProblems error={step.error} places={step.places} step={wanted} things={things} />}
        <div className={classes.foot}>
          <Button variant="default" onClick={onCancel}>
            <Trans>Cancel</Trans>
          </Button>
          <Button type="submit" disabled={isEmpty(wanted)} loading={step.look.isPending || step.make.isPending}>
            {step.look.data === undefined ? t`Look at what changes` : t`Change ${count}`}
          </Button>
        </div>
      </Stack>
    </form>
  );
}
