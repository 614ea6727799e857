/** Which header of a file is which column: as recognised, but for what a person chose. No components here. */
import type { z } from "zod";
import type { headersAnswer } from "../../../api/routes/inventory-import.ts";

export type FileHeader = z.infer<typeof headersAnswer>["headers"][number];
export type ImportColumn = NonNullable<FileHeader["column"]>;

/** Header by column; an empty one: nothing in the file is this column. */
export type ColumnChoice = Readonly<Partial<Record<ImportColumn, string>>>;

/** @returns what the header is taken for; undefined: it is not read. */
export function columnAt({ header, column }: FileHeader, choice: ColumnChoice): ImportColumn | undefined {
  const chosen = (Object.keys(choice) as ImportColumn[]).find((one) => choice[one] === header);
  if (chosen !== undefined) return chosen;
  return column !== undefined && choice[column] === undefined ? column : undefined;
}

/** @returns the choice with this header taken for that column; whatever was taken for it before is not read then. */
export function chooseColumn(choice: ColumnChoice, header: FileHeader, column: ImportColumn | undefined): ColumnChoice {
  const before = columnAt(header, choice);
  return {
    ...choice,
    ...(before !== undefined && { [before]: "" }),
    ...(column !== undefined && { [column]: header.header }),
  };
}
