/** The way between rates and baselines. */
import { Trans, useLingui } from "@lingui/react/macro";
import { Link } from "@tanstack/react-router";
import classes from "../inventory/sort-tabs.module.css";

export function Tabs() {
  const { t } = useLingui();
  const to = (path: string) => ({ to: path as never, className: classes.tab });
  return (
    <nav className={classes.tabs} aria-label={t`Rates and baselines`}>
      <Link {...to("/energy-tables")} activeOptions={{ exact: true, includeSearch: false }}>
        <Trans>Rates</Trans>
      </Link>
      <Link {...to("/energy-tables/baselines")} activeOptions={{ includeSearch: false }}>
        <Trans>Baselines</Trans>
      </Link>
    </nav>
  );
}
