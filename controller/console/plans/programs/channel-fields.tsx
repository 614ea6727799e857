/** A colour by its channels: chosen as a swatch, or typed as percent of red, green, blue and white. */
import { useLingui } from "@lingui/react/macro";
import { hexOf, rgbwOf } from "../../order/colour.ts";
import { ColourField } from "../../order/colour-field.tsx";
import { NumberField } from "../../parts/number-field.tsx";
import type { Target } from "../plan.ts";
import classes from "./point-row.module.css";

type Channels = Extract<Target, { rgbw16: unknown }>["rgbw16"];

const full = 0xffff;

interface ChannelFieldsProps {
  readonly channels: Channels;
  /** Percent of the brightest channel: a colour that is chosen keeps it. */
  readonly level: number;
  readonly onChange: (target: Target) => void;
}

export function ChannelFields({ channels, level, onChange }: ChannelFieldsProps) {
  const { t } = useLingui();
  const names = [t`Red`, t`Green`, t`Blue`, t`White`];
  return (
    <div className={classes.channels}>
      <ColourField
        label={t`Colour`}
        value={hexOf(channels)}
        onChange={(hex) => hex !== hexOf(channels) && onChange({ rgbw16: rgbwOf(hex, level === 0 ? 100 : level) })}
        w={140}
      />
      {names.map((name, n) => (
        <NumberField
          key={name}
          label={name}
          value={(channels[n]! / full) * 100}
          min={0}
          max={100}
          digits={1}
          unit="%"
          onChange={(percent) =>
            percent !== undefined &&
            onChange({ rgbw16: channels.with(n, Math.round((percent / 100) * full)) as Channels })
          }
          w={80}
        />
      ))}
    </div>
  );
}
