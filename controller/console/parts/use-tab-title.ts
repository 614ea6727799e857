/** What the browser's tab, its history and its bookmarks call the page. */
import { useLingui } from "@lingui/react/macro";
import { useEffect } from "react";

/** @param title absent: as it is. */
export function useTabTitle(title: string | undefined): void {
  const { t } = useLingui();
  const name = t`Den`;
  useEffect(() => {
    // what differs comes first: tabs are narrow
    if (title) document.title = `${title} · ${name}`;
  }, [title, name]);
}
