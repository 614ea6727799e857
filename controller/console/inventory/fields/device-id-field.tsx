/** The id of a device, known or new: typed, with what is known offered. */
import { Autocomplete, type AutocompleteProps } from "@mantine/core";
import { useDebouncedValue } from "@mantine/hooks";
import { keepPreviousData, useQuery } from "@tanstack/react-query";
import { foundQuery } from "../queries.ts";

interface DeviceIdFieldProps extends Omit<AutocompleteProps, "data" | "onChange"> {
  readonly value: string;
  readonly onChange: (id: string) => void;
}

export function DeviceIdField({ value, onChange, ...rest }: DeviceIdFieldProps) {
  const [asked] = useDebouncedValue(value.trim(), 200);
  const found = useQuery({ ...foundQuery("device", asked), placeholderData: keepPreviousData });
  return (
    <Autocomplete
      {...rest}
      data={(found.data ?? []).map(({ id }) => id)}
      autoComplete="off"
      value={value}
      onChange={onChange}
    />
  );
}
