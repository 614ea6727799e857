/** What stands above a list: words, filters, how many, and what can be done with the whole of it. */
import { Plural, Trans, useLingui } from "@lingui/react/macro";
import { ActionIcon, Button, Select, TextInput } from "@mantine/core";
import { useDisclosure } from "@mantine/hooks";
import { IconArrowDown, IconArrowUp, IconDownload, IconFilter, IconSearch } from "@tabler/icons-react";
import { type ReactNode, useId } from "react";
import type { SetUrlValues, UrlValues } from "../app/url-values.ts";
import { useTypedWords } from "../parts/use-typed-words.ts";
import { type Column, type Filter, readSorting, writeSorting } from "./columns.ts";
import classes from "./list-tools.module.css";
import { SavedViews } from "./saved-views.tsx";

interface ListToolsProps<R> {
  /** Name of the list. */
  readonly id: string;
  readonly label: string;
  readonly columns: readonly Column<R>[];
  readonly filters: readonly Filter<R>[];
  readonly values: UrlValues<string>;
  readonly setValues: SetUrlValues<string>;
  /** On a phone: filters unfold, and sorting has a field because there are no headings. */
  readonly isNarrow: boolean;
  readonly count: string;
  readonly onExport: () => void;
  /** Stands in the place of the count while rows are ticked. */
  readonly selection: ReactNode;
}

export function ListTools<R>(props: ListToolsProps<R>) {
  const { id, label, columns, filters, values, setValues, isNarrow, count, onExport, selection } = props;
  const { t } = useLingui();
  const [isOpen, { toggle }] = useDisclosure(false);
  const folded = useId();
  const active = filters.filter((filter) => values[filter.id] !== undefined).length;
  const fields = filters.map((filter) => (
    <Select
      key={filter.id}
      aria-label={filter.title}
      placeholder={filter.title}
      data={[...filter.options]}
      value={values[filter.id] ?? null}
      onChange={(value) => setValues({ [filter.id]: value ?? undefined })}
      clearable
      clearButtonProps={{ "aria-label": t`Remove the filter` }}
      className={classes.filter}
    />
  ));
  return (
    <div className={classes.tools}>
      <Words value={values.q ?? ""} label={label} onChange={(q) => setValues({ q })} />
      {!isNarrow && fields}
      {isNarrow && (
        <Button
          variant={active > 0 ? "filled" : "default"}
          leftSection={<IconFilter size={16} />}
          aria-expanded={isOpen}
          aria-controls={folded}
          onClick={toggle}
        >
          {active > 0 ? <Plural value={active} one="# filter" other="# filters" /> : <Trans>Filter</Trans>}
        </Button>
      )}
      {isNarrow && (
        <div id={folded} className={classes.folded} hidden={!isOpen}>
          {fields}
          <SortField columns={columns} value={values.sort} onChange={(sort) => setValues({ sort })} />
        </div>
      )}
      {selection || (
        <div className={classes.bar}>
          <span className={classes.count} role="status">
            {count}
          </span>
          <SavedViews table={id} names={["q", "sort", ...filters.map((filter) => filter.id)]} />
          <Button variant="default" leftSection={<IconDownload size={16} />} onClick={onExport}>
            <Trans>Export CSV</Trans>
          </Button>
        </div>
      )}
    </div>
  );
}

interface SortFieldProps<R> {
  readonly columns: readonly Column<R>[];
  /** As it stands in the address. */
  readonly value: string | undefined;
  readonly onChange: (value: string | undefined) => void;
}

function SortField<R>({ columns, value, onChange }: SortFieldProps<R>) {
  const { t } = useLingui();
  const sorting = readSorting(value);
  return (
    <div className={classes.sort}>
      <Select
        aria-label={t`Sort by`}
        placeholder={t`Sort by`}
        data={columns.map(({ id, title }) => ({ value: id, label: title }))}
        value={sorting?.column ?? null}
        onChange={(column) => onChange(column === null ? undefined : writeSorting({ column, descending: false }))}
        clearable
        clearButtonProps={{ "aria-label": t`As it came` }}
      />
      {sorting && (
        <ActionIcon
          variant="default"
          size={36}
          aria-label={sorting.descending ? t`Ascending` : t`Descending`}
          onClick={() => onChange(writeSorting({ ...sorting, descending: !sorting.descending }))}
        >
          {sorting.descending ? <IconArrowDown size={18} /> : <IconArrowUp size={18} />}
        </ActionIcon>
      )}
    </div>
  );
}

interface WordsProps {
  readonly value: string;
  readonly label: string;
  readonly onChange: (words: string | undefined) => void;
}

/** Looked for a moment after the last letter: every letter of a long list would be a pass over it. */
function Words({ value, label, onChange }: WordsProps) {
  const { t } = useLingui();
  const [text, type] = useTypedWords(value, onChange, 150);
  return (
    <TextInput
      aria-label={t`Search in: ${label}`}
      placeholder={t`Search`}
      leftSection={<IconSearch size={16} />}
      value={text}
      onChange={({ currentTarget }) => type(currentTarget.value)}
      className={classes.words}
    />
  );
}
