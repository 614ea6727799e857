/** Several small records inside one field: rows that are added and taken away. */
import { useLingui } from "@lingui/react/macro";
import { ActionIcon, Button, Input } from "@mantine/core";
import { IconPlus, IconTrash } from "@tabler/icons-react";
import type { ReactNode } from "react";
import classes from "./row-list.module.css";

interface RowListProps<R> {
  readonly label: ReactNode;
  readonly error?: ReactNode;
  readonly readOnly: boolean;
  readonly rows: readonly R[];
  readonly onChange: (rows: R[] | undefined) => void;
  readonly added: R;
  readonly addLabel: string;
  /** Columns of a row; absent: as many equal ones as it has fields. */
  readonly className?: string | undefined;
  readonly children: (row: R, change: (part: Partial<R>) => void) => ReactNode;
}

export function RowList<R extends object>(props: RowListProps<R>) {
  const { label, error, readOnly, rows, onChange, added, addLabel, className, children } = props;
  const { t } = useLingui();
  const put = (next: R[]) => onChange(next.length === 0 ? undefined : next);
  return (
    <Input.Wrapper label={label} error={error} labelElement="div">
      {rows.map((row, n) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: rows have no name of their own and keep their place
        <div key={n} className={className === undefined ? classes.row : `${classes.row} ${className}`}>
          {children(row, (part) => put(rows.map((one, m) => (m === n ? { ...one, ...part } : one))))}
          {!readOnly && (
            <ActionIcon
              variant="subtle"
              size={34}
              aria-label={t`Take this line away`}
              onClick={() => put(rows.filter((_, m) => m !== n))}
            >
              <IconTrash size={18} />
            </ActionIcon>
          )}
        </div>
      ))}
      {!readOnly && (
        <div>
          <Button variant="default" leftSection={<IconPlus size={16} />} onClick={() => put([...rows, added])}>
            {addLabel}
          </Button>
        </div>
      )}
    </Input.Wrapper>
  );
}
