/** Asking for a report: of what, where, which months, in which language. */
import { Trans, useLingui } from "@lingui/react/macro";
import { Button, Group, Modal, Select, Stack, Text, TextInput } from "@mantine/core";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { type FormEvent, useState } from "react";
import { api } from "../api-client/api-client.ts";
import { useAreaOptions } from "../app/area-options.ts";
import { useAreaScope } from "../app/area-scope.tsx";
import { FoldedSelect } from "../parts/folded-select.tsx";
import { NumberField } from "../parts/number-field.tsx";
import { languageNames, languages } from "../text/language.ts";
import { problemText } from "../text/problem-text.ts";
import { useFormat } from "../text/use-format.ts";
import { useNow } from "../text/use-now.ts";
import { kindNames, type Report, type ReportKind, reportsQuery } from "./report.ts";

interface NewReportDialogProps {
  readonly opened: boolean;
  readonly onClose: () => void;
}

export function NewReportDialog({ opened, onClose }: NewReportDialogProps) {
  const { t } = useLingui();
  return (
    <Modal opened={opened} onClose={onClose} title={t`Make a report`} closeButtonProps={{ "aria-label": t`Close` }}>
      <NewReportForm onDone={onClose} />
    </Modal>
  );
}

/** "2026-10" of the month before the present one: the last that is whole. */
function lastMonth(today: string): string {
  const [, month = "1", year = "2026"] = today.split("/");
  const number = Number(year) * 12 + Number(month) - 2;
  return `${Math.floor(number / 12)}-${String((number % 12) + 1).padStart(2, "0")}`;
}

function NewReportForm({ onDone }: { readonly onDone: () => void }) {
  const { t, i18n } = useLingui();
  const format = useFormat();
  const now = useNow();
  const client = useQueryClient();
  const { areaId: scope } = useAreaScope();
  const areas = useAreaOptions();
  const [kind, setKind] = useState<ReportKind>("energy");
  const [chosenArea, setArea] = useState(scope);
  const areaId = chosenArea ?? areas[0]?.value;
  const [month, setMonth] = useState(() => lastMonth(format.date(now)));
  const [months, setMonths] = useState<number | undefined>(1);
  const [language, setLanguage] = useState(i18n.locale);
  const [year = Number.NaN, monthOfYear = Number.NaN] = month.split("-").map(Number);
  const isComplete = areaId !== undefined && months !== undefined && year > 0 && monthOfYear > 0;
  const ask = useMutation({
    mutationFn: () =>
      api.post<Report>("/reports", { kind, areaId, from: { year, month: monthOfYear }, months, language }),
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
          <TextInput
            type="month"
            label={t`First month`}
            required
            value={month}
            onChange={({ currentTarget }) => setMonth(currentTarget.value)}
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
