/** How bright, and where lamps show colours, in which. */
import { useLingui } from "@lingui/react/macro";
import { SegmentedControl, Slider } from "@mantine/core";
import { NumberField } from "../parts/number-field.tsx";
import { useFormat } from "../text/use-format.ts";
import { ColourField } from "./colour-field.tsx";
import type { LightWish } from "./light-wish.ts";
import classes from "./order-form.module.css";

interface LightFieldProps {
  readonly light: LightWish;
  readonly onChange: (light: LightWish) => void;
  readonly hasColours: boolean;
}

export function LightField({ light, onChange, hasColours }: LightFieldProps) {
  const { t } = useLingui();
  const format = useFormat();
  const change = (part: Partial<LightWish>) => onChange({ ...light, ...part });
  return (
    <>
      <div className={classes.dim}>
        <Slider
          min={5}
          max={95}
          step={5}
          value={light.level}
          onChange={(level) => change({ level })}
          label={null}
          thumbLabel={t`Level in percent`}
          thumbProps={{ "aria-valuetext": format.percent(light.level / 100, 1) }}
          className={classes.slider}
        />
        <NumberField
          aria-label={t`Level in percent`}
          value={light.level}
          onChange={(level) => level !== undefined && change({ level })}
          min={0.5}
          max={100}
          digits={1}
          unit="%"
          w={76}
        />
      </div>
      {hasColours && (
        <div className={classes.colour}>
          <SegmentedControl
            aria-label={t`Kind of light`}
            data={[
              { value: "white", label: t`White` },
              { value: "colour", label: t`Colour` },
              { value: "warmth", label: t`Warmth` },
            ]}
            value={light.kind}
            onChange={(kind) => change({ kind: kind as LightWish["kind"] })}
          />
          {light.kind === "colour" && (
            <ColourField aria-label={t`Colour`} value={light.hex} onChange={(hex) => change({ hex })} />
          )}
          {light.kind === "warmth" && (
            <NumberField
              aria-label={t`Colour temperature`}
              value={light.cct}
              onChange={(cct) => cct !== undefined && change({ cct })}
              min={1000}
              max={20_000}
              unit="K"
              w={110}
            />
          )}
        </div>
      )}
    </>
  );
}
