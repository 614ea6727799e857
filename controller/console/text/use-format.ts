/** The format of whoever looks: his language, the site's zone. */
import { useLingui } from "@lingui/react";
import { useMemo } from "react";
import { useSite } from "../api-client/site.ts";
import { createFormat, type Format } from "./format.ts";
import type { Language } from "./language.ts";

export function useFormat(): Format {
  const { i18n } = useLingui();
  const { timeZone } = useSite();
  return useMemo(() => createFormat(i18n.locale as Language, timeZone), [i18n.locale, timeZone]);
}
