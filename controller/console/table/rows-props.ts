/** What rows and cards of a list have in common. */
import type { Column } from "./columns.ts";
import type { Selection } from "./use-selection.ts";

export interface RowsProps<R> {
  /** What is listed, for those who do not see it. */
  readonly label: string;
  readonly rows: readonly R[];
  readonly rowId: (row: R) => string;
  readonly columns: readonly Column<R>[];
  /** Where a row leads. */
  readonly onOpen?: (row: R) => void;
  /** Absent: nothing is selected here. */
  readonly selection?: Selection;
}
