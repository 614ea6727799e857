/** A chooser whose options the controller finds, without marks and in any order of words: shown as they come. */
import { Select, type SelectProps } from "@mantine/core";

export type FoundSelectProps = Omit<SelectProps, "filter" | "searchable">;

export function FoundSelect(props: FoundSelectProps) {
  return <Select {...props} filter={({ options }) => options} searchable />;
}
