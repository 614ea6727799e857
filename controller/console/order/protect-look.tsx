/** What a lock, an isolation or emergency light would do, in a line to be read before it is placed. */
import { Plural, Trans, useLingui } from "@lingui/react/macro";
import type { UseQueryResult } from "@tanstack/react-query";
import { problemText } from "../text/problem-text.ts";
import { useFormat } from "../text/use-format.ts";
import { useNow } from "../text/use-now.ts";
import { kindNames } from "./kinds.ts";
import classes from "./order-form.module.css";
import type { OrderEffects } from "./use-order.ts";
import { emergencyEnd, type ProtectKind } from "./use-protection.ts";

interface ProtectLookProps {
  readonly kind: ProtectKind;
  readonly look: UseQueryResult<OrderEffects>;
}

export function ProtectLook({ kind, look: { data, error } }: ProtectLookProps) {
  const { t, i18n } = useLingui();
  if (data === undefined && error === null) return null;
  return (
    <p className={classes.quiet} data-look={kind} data-dark={data?.goDark}>
      <strong>{t(kindNames[kind])}:</strong>{" "}
      {data === undefined ? (
        problemText(error)
      ) : (
        <>
          <Meant kind={kind} effects={data} /> {data.sentence[i18n.locale === "vi" ? "vi" : "en"]}
        </>
      )}
    </p>
  );
}

/** What happens to the lamps that are meant; what opens, closes and stays is said by the controller. */
function Meant({ kind, effects: { lamps, goDark } }: { readonly kind: ProtectKind; readonly effects: OrderEffects }) {
  const format = useFormat();
  const end = format.dateTime(emergencyEnd(useNow(60_000)));
  if (kind === "emergency") {
    return (
      <Plural value={lamps} one={`# lamp to full white until ${end}.`} other={`# lamps to full white until ${end}.`} />
    );
  }
  if (kind === "workLock" && lamps > 0) {
    return <Plural value={lamps} one="# lamp holds its light." other="# lamps hold their light." />;
  }
  return goDark === 0 && <Trans>No lamp goes dark that is lit now.</Trans>;
}
