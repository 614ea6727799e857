/** The way between the overview and the lists of the inventory. */
import { Trans, useLingui } from "@lingui/react/macro";
import { Link } from "@tanstack/react-router";
import { useEffect, useRef } from "react";
import { useMay } from "../api-client/me.ts";
import classes from "./sort-tabs.module.css";
import { pathOf, sortWords } from "./sorts.ts";
import { thingSorts } from "./thing.ts";

export function SortTabs() {
  const { t } = useLingui();
  const mayChange = useMay("inventory");
  const tabs = useRef<HTMLElement>(null);
  // on a phone the row is longer than the screen
  useEffect(() => {
    tabs.current?.querySelector("[aria-current]")?.scrollIntoView({ inline: "center", block: "nearest" });
  }, []);
  // filters of one list mean nothing in another
  const to = (path: string) => ({ to: path as never, search: {} as never, className: classes.tab });
  return (
    <nav ref={tabs} className={classes.tabs} aria-label={t`Inventory`}>
      <Link {...to("/inventory")} activeOptions={{ exact: true, includeSearch: false }}>
        <Trans>Overview</Trans>
      </Link>
      {thingSorts.map((sort) => (
        <Link key={sort} {...to(`/inventory/${pathOf[sort]}`)} activeOptions={{ includeSearch: false }}>
          {t(sortWords[sort].many)}
        </Link>
      ))}
      {mayChange && (
        <Link {...to("/inventory/import")} activeOptions={{ includeSearch: false }}>
          <Trans>Import</Trans>
        </Link>
      )}
    </nav>
  );
}
