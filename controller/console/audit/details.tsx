/** What exactly changed: before and after side by side, anything else as names and values. */
import { Trans, useLingui } from "@lingui/react/macro";
import { useFormat } from "../text/use-format.ts";
import { detailName, detailValue } from "./detail-text.ts";
import classes from "./details.module.css";

type Values = Readonly<Record<string, unknown>>;

const isValues = (value: unknown): value is Values =>
  typeof value === "object" && value !== null && !Array.isArray(value);

export function Details({ details }: { readonly details: Values }) {
  const { i18n } = useLingui();
  const format = useFormat();
  const nameOf = (key: string) => detailName(key, (message) => i18n._(message));
  const textOf = (value: unknown) => detailValue(value, format, (message) => i18n._(message));
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
                <th scope="row">{nameOf(name)}</th>
                <td>{textOf(before[name])}</td>
                <td>{textOf(after[name])}</td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
      {Object.keys(plain).length > 0 && (
        <dl className={classes.list}>
          {Object.entries(plain).map(([name, value]) => (
            <div key={name}>
              <dt>{nameOf(name)}</dt>
              <dd>{textOf(value)}</dd>
            </div>
          ))}
        </dl>
      )}
    </div>
  );
}
