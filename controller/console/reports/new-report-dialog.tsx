/** Asking for a report: of what, where, which months, in which language. */
import { Trans, useLingui } from "@lingui/react/macro";
import { Button, Group, Modal, Select, Stack, Text } from "@mantine/core";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { type FormEvent, useState } from "react";
import { api } from "../api-client/api-client.ts";
import { useAreaOptions } from "../app/area-options.ts";
import { useAreaScope } from "../app/area-scope.tsx";
import { FoldedSelect } from "../parts/folded-select.tsx";
import { NumberField } from "../parts/number-field.tsx";
import { languageNames, languages } from "../text/language.ts";
import { problemText } from "../text/problem-text.ts";
import { useToday } from "../text/use-today.ts";
import { kindNames, type Report, type ReportKind, reportsQuery } from "./report.ts";

interface NewReportDialogProps {
  readonly opened: boolean;
  readonly onClose: () => void;
}

export function NewReportDialog({ opened, onClose }: NewReportDialogProps) {
  const { t } = useLingui();
  return (
    <Modal opened={opened} onClose={onClose} title={t`Make a report`}>
      <NewReportForm onDone={onClose} />
    </Modal>
  );
}

/** How far back a report may begin: as many months as are offered. */
const monthsBack = 60;

/** @param today yyyy-MM-dd @returns months by their numbers since year 0, the last that is whole first. */
function wholeMonths(today: string): readonly number[] {
  const [year = 0, month = 1] = today.split("-").map(Number);
  return Array.from({ length: monthsBack }, (_, n) => year * 12 + month - 2 - n);
}

const monthText = (number: number) => `${String((number % 12) + 1).padStart(2, "0")}/${Math.floor(number / 12)}`;

function NewReportForm({ onDone }: { readonly onDone: () => void }) {
  const { t, i18n } = useLingui();
  const offered = wholeMonths(useToday());
  const client = useQueryClient();
  const { areaId: scope } = useAreaScope();
  const areas = useAreaOptions();
  const [kind, setKind] = useState<ReportKind>("energy");
  const [chosenArea, setArea] = useState(scope);
  const areaId = chosenArea ?? areas[0]?.value;
  const [month, setMonth] = useState(offered[0] ?? 0);
  const [months, setMonths] = useState<number | undefined>(1);
  const [language, setLanguage] = useState(i18n.locale);
  const isComplete = areaId !== undefined && months !== undefined;
  const ask = useMutation({
    mutationFn: () =>
      api.post<Report>("/reports", {
        kind,
        areaId,
        from: { year: Math.floor(month / 12), month: (month % 12) + 1 },
        months,
        language,
      }),
    onSuccess: async () => {
      await client.invalidateQueries({ queryKey: reportsQuery.queryKey });
      onDone();
    },
  });
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (isComplete) ask.mutate();
  };
  return (
    <form onSubmit={submit}>
      <Stack gap="sm">
        <Select
          label={t`About`}
          data={Object.entries(kindNames).map(([value, name]) => ({ value, label: i18n._(name) }))}
          value={kind}
          allowDeselect={false}
          onChange={(value) => setKind((value ?? kind) as ReportKind)}
        />
        <FoldedSelect
          label={t`Area`}
          description={t`With everything below it.`}
          data={areas}
          inOrder
          value={areaId ?? null}
          allowDeselect={false}
          onChange={(value) => setArea(value ?? undefined)}
        />
        <Group grow align="start">
          <FoldedSelect
            label={t`First month`}
            data={offered.map((number) => ({ value: String(number), label: monthText(number) }))}
            inOrder
            allowDeselect={false}
            value={String(month)}
            onChange={(value) => setMonth(Number(value ?? month))}
          />
          <NumberField
            label={t({ message: "Months", context: "how many" })}
            value={months}
            onChange={setMonths}
            min={1}
            max={24}
          />
        </Group>
        <Select
          label={t`Language of the report`}
          data={languages.map((value) => ({ value, label: languageNames[value] }))}
          value={language}
          allowDeselect={false}
          onChange={(value) => setLanguage(value ?? language)}
        />
        {ask.error && (
          <Text role="alert" c="error">
            {problemText(ask.error)}
          </Text>
        )}
        <Group justify="flex-end">
          <Button variant="default" onClick={onDone}>
            <Trans>Cancel</Trans>
          </Button>
          <Button type="submit" disabled={!isComplete} loading={ask.isPending}>
            <Trans context="report">Make it</Trans>
          </Button>
        </Group>
      </Stack>
    </form>
  );
}
