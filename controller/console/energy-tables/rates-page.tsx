/** Prices by class and the grid's emissions, each from a day on. Saving makes a further version; old reports stay as they were. */
import { Trans, useLingui } from "@lingui/react/macro";
import { Button, Select, TextInput } from "@mantine/core";
import { notifications } from "@mantine/notifications";
import { IconPlus } from "@tabler/icons-react";
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { api } from "../api-client/api-client.ts";
import { Answer } from "../parts/answer.tsx";
import { Page as Frame, Section } from "../parts/page.tsx";
import { idFor } from "../text/id-for.ts";
import { useFormat } from "../text/use-format.ts";
import { DatedTable } from "./dated-table.tsx";
import classes from "./energy-tables.module.css";
import { type PriceClass, type Rates, ratesQuery, type SavedRates } from "./queries.ts";
import { type Reason, SaveBar } from "./save-bar.tsx";
import { Tabs } from "./tabs.tsx";

export function Page() {
  const rates = useQuery(ratesQuery);
  return (
    <Frame
      title={<Trans>Rates and baselines</Trans>}
      lead={<Trans>What a kilowatt-hour costs and emits. Each save is a further version; none is written over.</Trans>}
    >
      <Tabs />
      <Answer of={rates}>{(saved) => <RatesForm key={saved.version} saved={saved} />}</Answer>
    </Frame>
  );
}

function RatesForm({ saved }: { readonly saved: SavedRates }) {
  const { t } = useLingui();
  const format = useFormat();
  const client = useQueryClient();
  const [rates, setRates] = useState<Rates>(saved.rates);
  const save = useMutation({
    mutationFn: (reason: Reason) => api.put("/rates", { version: saved.version, rates, ...reason }),
    onSuccess: async () => {
      await client.invalidateQueries({ queryKey: ratesQuery.queryKey });
      notifications.show({ message: t`Saved.` });
    },
  });
  const { currency, priceClasses, lightingClass, gridFactor } = rates;
  const putClass = (n: number, part: Partial<PriceClass>) =>
    setRates({ ...rates, priceClasses: priceClasses.map((one, m) => (m === n ? { ...one, ...part } : one)) });
  const addClass = () => {
    const name = t`Price class ${priceClasses.length + 1}`;
    setRates({ ...rates, priceClasses: [...priceClasses, { id: idFor(name), name, prices: [] }] });
  };
  const chooseClass = (id: string | null) => {
    const { lightingClass: _, ...rest } = rates;
    setRates(id === null ? rest : { ...rest, lightingClass: id });
  };
  const { personId, personName, at, why } = saved.saved;
  const when = format.dateTime(at);
  return (
    <>
      <p>
        {personId === "system" ? (
          <Trans>Version {saved.version}, as delivered with the program: compare it with an invoice.</Trans>
        ) : (
          <Trans>
            Version {saved.version}, saved by {personName} on {when}: {why}
          </Trans>
        )}
      </p>
      <div className={classes.head}>
        <TextInput
          label={t`Currency`}
          description={t`ISO 4217`}
          maxLength={3}
          value={currency}
          onChange={({ currentTarget }) => setRates({ ...rates, currency: currentTarget.value.toUpperCase() })}
        />
        <Select
          label={t`Lighting pays`}
          description={t`Unless a supply point names another class.`}
          data={priceClasses.map(({ id, name }) => ({ value: id, label: name }))}
          value={lightingClass ?? null}
          clearable
          clearButtonProps={{ "aria-label": t`Empty the field` }}
          onChange={chooseClass}
        />
      </div>
      <Section
        title={<Trans>Price classes</Trans>}
        actions={
          <Button variant="default" leftSection={<IconPlus size={16} />} onClick={addClass}>
            <Trans>Add a price class</Trans>
          </Button>
        }
      >
        <div className={classes.tables}>
          {priceClasses.map(({ id, name, prices }, n) => (
            <div key={id}>
              <TextInput
                label={t`Name of the class`}
                description={id}
                maw={420}
                mb="xs"
                value={name}
                onChange={({ currentTarget }) => putClass(n, { name: currentTarget.value })}
              />
              <DatedTable
                label={t`Prices, without taxes`}
                unit={t`${currency} per kWh`}
                max={1_000_000_000}
                digits={2}
                rows={prices}
                onChange={(next) => putClass(n, { prices: next })}
              />
            </div>
          ))}
        </div>
      </Section>
      <Section title={<Trans>Emissions of the grid</Trans>}>
        <div className={classes.tables}>
          <DatedTable
            label={t`Factors`}
            unit={t`kg CO₂ per kWh`}
            max={5}
            digits={4}
            rows={gridFactor}
            onChange={(next) => setRates({ ...rates, gridFactor: next })}
          />
        </div>
      </Section>
      <SaveBar
        isChanged={JSON.stringify(rates) !== JSON.stringify(saved.rates)}
        isSaving={save.isPending}
        error={save.error}
        onSave={(reason) => save.mutate(reason)}
      />
    </>
  );
}
