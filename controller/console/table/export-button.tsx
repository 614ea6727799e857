/** Hands out what a list shows as a file for a spreadsheet. */
import { Trans } from "@lingui/react/macro";
import { Button } from "@mantine/core";
import { IconDownload } from "@tabler/icons-react";
import type { Column } from "./columns.ts";
import { saveFile, toCsv } from "./csv.ts";

interface ExportButtonProps<R> {
  /** Of the file, without its ending. */
  readonly name: string;
  readonly columns: readonly Column<R>[];
  /** Called when it is pressed: a long list is written out then and not before. */
  readonly rows: () => readonly R[];
  readonly disabled?: boolean;
}

export function ExportButton<R>({ name, columns, rows, disabled = false }: ExportButtonProps<R>) {
  return (
    <Button
      variant="default"
      leftSection={<IconDownload size={16} />}
      disabled={disabled}
      onClick={() => saveFile(`${name}.csv`, toCsv(columns, rows()))}
    >
      <Trans>Export CSV</Trans>
    </Button>
  );
}
