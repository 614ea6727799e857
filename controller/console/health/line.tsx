/** One figure with its name. */
import { useLingui } from "@lingui/react/macro";
import { useFormat } from "../text/use-format.ts";
import { sizeText } from "./figure-text.ts";
import type { FigureSort } from "./figures.ts";

interface LineProps {
  readonly name: string;
  readonly value: number | boolean | string;
  readonly sort?: FigureSort | undefined;
}

export function Line({ name, value, sort }: LineProps) {
  const { t } = useLingui();
  const format = useFormat();
  const text = () => {
    if (typeof value === "string") return value;
    if (typeof value === "boolean") return value ? t`yes` : t`no`;
    if (sort === "bytes") return sizeText(value, format);
    if (sort === "instant") return format.dateTime(value);
    if (sort === "span") return value === 0 ? format.number(0) : format.duration(value);
    return format.number(value, 1);
  };
  return (
    <div>
      <dt>{name}</dt>
      <dd>{text()}</dd>
    </div>
  );
}
