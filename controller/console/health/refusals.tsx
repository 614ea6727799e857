/** What was not taken: bad messages by reason, refusals of the broker, and devices nobody has entered. */
import { Trans, useLingui } from "@lingui/react/macro";
import { useQuery } from "@tanstack/react-query";
import { api } from "../api-client/api-client.ts";
import { Answer } from "../parts/answer.tsx";
import { Section } from "../parts/page.tsx";
import { useFormat } from "../text/use-format.ts";
import classes from "./health.module.css";
import { Line } from "./line.tsx";

interface RefusalsAnswer {
  readonly messages: Readonly<Record<string, number>>;
  readonly broker: Readonly<Record<string, number>>;
  readonly strangers: readonly { readonly deviceId: string; readonly at: number }[];
}

export function Refusals() {
  const { t } = useLingui();
  const format = useFormat();
  const refusals = useQuery({
    queryKey: ["fleet", "refusals"],
    queryFn: ({ signal }) => api.get<RefusalsAnswer>("/fleet/refusals", { signal }),
    refetchInterval: 15_000,
  });
  return (
    <Section title={<Trans>What was not taken</Trans>}>
      <Answer of={refusals}>
        {({ messages, broker, strangers }) => {
          const counted = [...Object.entries(messages), ...Object.entries(broker)].filter(([, count]) => count > 0);
          if (counted.length + strangers.length === 0)
            return (
              <p className={classes.calm}>
                <Trans>Nothing was refused, and no stranger has spoken.</Trans>
              </p>
            );
          return (
            <dl className={classes.lines}>
              {counted.map(([reason, count]) => (
                <Line key={reason} name={reason} value={count} />
              ))}
              {strangers.map(({ deviceId, at }) => (
                <Line key={deviceId} name={t`Stranger ${deviceId}`} value={format.dateTime(at)} />
              ))}
            </dl>
          );
        }}
      </Answer>
    </Section>
  );
}
