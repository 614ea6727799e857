/** One figure with its name. */
import { useLingui } from "@lingui/react/macro";
import { useFormat } from "../text/use-format.ts";

interface LineProps {
  readonly name: string;
  readonly value: number | boolean | string;
  readonly isBad?: boolean;
}

export function Line({ name, value, isBad = false }: LineProps) {
  const { t } = useLingui();
  const { number } = useFormat();
  const text =
    typeof value === "number" ? number(value, 1) : typeof value === "string" ? value : value ? t`yes` : t`no`;
  return (
    <div data-bad={isBad || undefined}>
      <dt>{name}</dt>
      <dd>{text}</dd>
    </div>
  );
}
