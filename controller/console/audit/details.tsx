/** What exactly changed: before and after side by side, anything else as names and values. */
import { Trans } from "@lingui/react/macro";
import classes from "./details.module.css";

type Values = Readonly<Record<string, unknown>>;

const isValues = (value: unknown): value is Values =>
  typeof value === "object" && value !== null && !Array.isArray(value);

export function Details({ details }: { readonly details: Values }) {
  const { before, after, ...rest } = details;
  const isChange = isValues(before) && isValues(after);
  const plain = isChange ? rest : details;
  const names = isChange ? [...new Set([...Object.keys(before), ...Object.keys(after)])] : [];
  if (names.length === 0 && Object.keys(plain).length === 0) {
    return (
      <p className={classes.none}>
        <Trans>Nothing more was written down.</Trans>
      </p>
    );
  }
  return (
    <div className={classes.details}>
      {isChange && (
        <table className={classes.table}>
          <thead>
            <tr>
              <th />
              <th>
                <Trans>before</Trans>
              </th>
              <th>
                <Trans>after</Trans>
              </th>
            </tr>
          </thead>
          <tbody>
            {names.map((name) => (
              <tr key={name}>
                <th scope="row">{name}</th>
                <td>{written(before[name])}</td>
                <td>{written(after[name])}</td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
      {Object.keys(plain).length > 0 && (
        <dl className={classes.list}>
          {Object.entries(plain).map(([name, value]) => (
            <div key={name}>
              <dt>{name}</dt>
              <dd>{written(value)}</dd>
            </div>
          ))}
        </dl>
      )}
    </div>
  );
}

/** Words as they are; anything deeper as the API tells it, for those who compare. */
function written(value: unknown): string {
  if (value === undefined) return "–";
  return typeof value === "string" ? value : JSON.stringify(value);
}
