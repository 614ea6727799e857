/** What was not taken: bad messages by reason, refusals of the broker, the newest of those, and devices nobody has entered. */
import { Trans, useLingui } from "@lingui/react/macro";
import { useQuery } from "@tanstack/react-query";
import { Answer } from "../parts/answer.tsx";
import { Section } from "../parts/page.tsx";
import { useFormat } from "../text/use-format.ts";
import classes from "./health.module.css";
import { type Refused, refusedQuery } from "./queries.ts";
import { refusalName } from "./refusal-names.ts";

export function Refusals() {
  const refused = useQuery(refusedQuery);
  return (
    <Section title={<Trans>What was not taken since the start</Trans>}>
      <Answer of={refused}>
        {(found) => {
          const counted = [...Object.entries(found.messages), ...Object.entries(found.broker)].filter(
            ([, count]) => count > 0,
          );
          if (counted.length + found.strangers.length === 0)
            return (
              <p className={classes.calm}>
                <Trans>Nothing was refused, and no stranger has spoken.</Trans>
              </p>
            );
          return (
            <div className={classes.columns}>
              {counted.length > 0 && <Counted counted={counted} />}
              {found.recent.length > 0 && <Recent recent={found.recent} />}
              {found.strangers.length > 0 && <Strangers strangers={found.strangers} />}
            </div>
          );
        }}
      </Answer>
    </Section>
  );
}

function Counted({ counted }: { readonly counted: readonly (readonly [string, number])[] }) {
  const { t } = useLingui();
  const format = useFormat();
  return (
    <table className={classes.refused} aria-label={t`Refused, by reason`}>
      <thead>
        <tr>
          <th>
            <Trans>Reason</Trans>
          </th>
          <th>
            <Trans>Times</Trans>
          </th>
        </tr>
      </thead>
      <tbody>
        {[...counted]
          .sort(([, a], [, b]) => b - a)
          .map(([code, count]) => (
            <tr key={code}>
              <td>
                <RefusalText code={code} />
              </td>
              <td>{format.number(count)}</td>
            </tr>
          ))}
      </tbody>
    </table>
  );
}

function RefusalText({ code }: { readonly code: string }) {
  const { t } = useLingui();
  const name = refusalName(code);
  if (name === undefined) return code;
  return (
    <>
      {t(name)} <span className={classes.code}>{code}</span>
    </>
  );
}

/** Those shown of the newest refusals; the broker's log has all. */
const shownAtMost = 10;

function Recent({ recent }: Pick<Refused, "recent">) {
  const { t } = useLingui();
  const format = useFormat();
  return (
    <table className={classes.refused} aria-label={t`Newest refusals of the broker`}>
      <thead>
        <tr>
          <th>
            <Trans>When</Trans>
          </th>
          <th>
            <Trans>Who, and why</Trans>
          </th>
          <th>
            <Trans>Times</Trans>
          </th>
        </tr>
      </thead>
      <tbody>
        {recent.slice(0, shownAtMost).map(({ at, rule, client, address, count }) => (
          <tr key={`${at} ${rule} ${client}`}>
            <td>{format.seconds(at)}</td>
            <td>
              <b>{client || address || "–"}</b> {client && address && <span className={classes.code}>{address}</span>}{" "}
              <RefusalText code={rule} />
            </td>
            <td>{format.number(count)}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

function Strangers({ strangers }: Pick<Refused, "strangers">) {
  const { t } = useLingui();
  const format = useFormat();
  return (
    <table className={classes.refused} aria-label={t`Devices nobody has entered`}>
      <thead>
        <tr>
          <th>
            <Trans>Device nobody has entered</Trans>
          </th>
          <th>
            <Trans>Last heard</Trans>
          </th>
        </tr>
      </thead>
      <tbody>
        {strangers.map(({ deviceId, at }) => (
          <tr key={deviceId}>
            <td>{deviceId}</td>
            <td>{format.dateTime(at)}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}
