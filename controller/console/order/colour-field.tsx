/** A colour as people choose one: from a wheel, by its code, or one of a few. */
import { useLingui } from "@lingui/react/macro";
import { ColorInput, type ColorInputProps } from "@mantine/core";

/** Colours that lamps show well. */
const swatches = ["#ff0000", "#ffb347", "#ffdd00", "#00c853", "#00b8d4", "#2962ff", "#aa00ff", "#ff4081"];

interface ColourFieldProps extends Omit<ColorInputProps, "value" | "onChange"> {
  /** "#rrggbb" */
  readonly value: string;
  /** Told only whole colours. */
  readonly onChange: (hex: string) => void;
}

export function ColourField({ onChange, ...rest }: ColourFieldProps) {
  const { t } = useLingui();
  return (
    <ColorInput
      format="hex"
      swatches={swatches}
      eyeDropperButtonProps={{ "aria-label": t`Pick a colour from the screen` }}
      {...rest}
      onChange={(hex) => /^#[\da-f]{6}$/i.test(hex) && onChange(hex)}
    />
  );
}
