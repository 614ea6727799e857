/** Which night a picture shows: tonight, the longest, the shortest, or any. */
import { Trans, useLingui } from "@lingui/react/macro";
import { Button, Group } from "@mantine/core";
import { useSite } from "../api-client/site.ts";
import { useUrlValues } from "../app/url-values.ts";
import { dateOf, dayOf, isoOf } from "../text/civil-day.ts";
import { FullDateField } from "./date-fields.tsx";
import { useNightLine, useTonight } from "./use-night-line.ts";

export function NightChooser() {
  const { t } = useLingui();
  const [, set] = useUrlValues<"night">();
  const { date } = useNightLine();
  const tonight = useTonight();
  const { year } = dateOf(tonight);
  const [shortest, longest] = useSite().lat < 0 ? [12, 6] : [6, 12];
  const choices = [
    { day: tonight, label: t`Tonight` },
    { day: dayOf({ year, month: shortest, day: 21 }), label: t`Shortest` },
    { day: dayOf({ year, month: longest, day: 21 }), label: t`Longest` },
  ];
  return (
    <Group gap="xs" mb="sm" align="end">
      <FullDateField
        label={<Trans>Night that begins on</Trans>}
        w={152}
        value={dateOf(date)}
        onChange={(chosen) => set({ night: isoOf(dayOf(chosen)) })}
      />
      {choices.map(({ day, label }) => (
        <Button
          key={label}
          variant={day === date ? "light" : "subtle"}
          aria-pressed={day === date}
          onClick={() => set({ night: day === tonight ? undefined : isoOf(day) })}
        >
          {label}
        </Button>
      ))}
    </Group>
  );
}
