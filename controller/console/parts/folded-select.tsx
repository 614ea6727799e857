/** Choosers of one or several of the options at hand: "thu dau mot" finds "Thủ Dầu Một". */
import { useLingui } from "@lingui/react/macro";
import {
  type ComboboxItem,
  MultiSelect,
  type MultiSelectProps,
  type OptionsFilter,
  Select,
  type SelectProps,
} from "@mantine/core";
import { type ReactNode, useMemo } from "react";
import { useFormat } from "../text/use-format.ts";
import { type FoldedOption, findOptions, sortOptions } from "./folded-options.ts";

interface Folded {
  readonly data: readonly FoldedOption[];
  /** The options stand in an order of their own: a tree, numbers. */
  readonly inOrder?: boolean;
}

type Own = keyof Folded | "filter" | "searchable" | "limit" | "renderOption";
export type FoldedSelectProps = Omit<SelectProps, Own> & Folded;
export type FoldedMultiSelectProps = Omit<MultiSelectProps, Own> & Folded;

export function FoldedSelect({ data, inOrder = false, ...rest }: FoldedSelectProps) {
  return <Select nothingFoundMessage={useNothing()} {...rest} {...useFolded(data, inOrder)} searchable />;
}

export function FoldedMultiSelect({ data, inOrder = false, ...rest }: FoldedMultiSelectProps) {
  return <MultiSelect nothingFoundMessage={useNothing()} {...rest} {...useFolded(data, inOrder)} searchable />;
}

function useNothing(): string {
  const { t } = useLingui();
  return t`Nothing found`;
}

/** More than this many at once nobody reads: they type a letter more. */
const offeredAtOnce = 200;

function useFolded(data: readonly FoldedOption[], inOrder: boolean) {
  const { t } = useLingui();
  const format = useFormat();
  const sorted = useMemo(() => (inOrder ? data : sortOptions(data, format.compare)), [data, inOrder, format]);
  const depthOf = useMemo(() => new Map(sorted.map(({ value, depth = 0 }) => [value, depth])), [sorted]);
  const filter: OptionsFilter = ({ options, search }) => {
    const { offered, more } = findOptions(options as ComboboxItem[], search, offeredAtOnce);
    const hint = t`${format.number(more)} more: type a few letters`;
    return more === 0 ? [...offered] : [...offered, { value: "…", label: hint, disabled: true }];
  };
  const renderOption = ({ option }: { readonly option: { value: string; label?: ReactNode } }) => (
    <span style={{ paddingInlineStart: 14 * (depthOf.get(option.value) ?? 0) }}>{option.label}</span>
  );
  return { data: sorted.map(({ value, label }) => ({ value, label })), filter, renderOption };
}
