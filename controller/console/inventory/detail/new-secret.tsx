/** The secret of a device as it was drawn: shown this once. */
import { Trans, useLingui } from "@lingui/react/macro";
import { useState } from "react";
import type { z } from "zod";
import type { shownSecret } from "../../../api/inventory-schemas.ts";
import { ShownOnce } from "../../parts/shown-once.tsx";

export type DeviceSecret = z.infer<typeof shownSecret>;

export function useNewSecret() {
  const [shown, show] = useState<DeviceSecret>();
  return { shown, show: (secret: DeviceSecret) => show(secret), close: () => show(undefined) };
}

export function NewSecret({ shown, close }: Pick<ReturnType<typeof useNewSecret>, "shown" | "close">) {
  const { t } = useLingui();
  const deviceId = shown?.deviceId ?? "";
  return (
    <ShownOnce title={t`Secret of the device`} secret={shown?.secret} onClose={close}>
      <Trans>Put it into {deviceId}: it signs in at the broker with its id and this secret.</Trans>
    </ShownOnce>
  );
}
