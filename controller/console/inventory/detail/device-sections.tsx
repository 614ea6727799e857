/** What a device says of itself, and the secrets it signs in with. */
import { Trans, useLingui } from "@lingui/react/macro";
import { useQuery } from "@tanstack/react-query";
import type { z } from "zod";
import type { DeviceState } from "../../../api/fleet-schemas.ts";
import { api } from "../../api-client/api-client.ts";
import { refusalName } from "../../health/refusal-names.ts";
import { Answer } from "../../parts/answer.tsx";
import { Section } from "../../parts/page.tsx";
import { useFormat } from "../../text/use-format.ts";
import type { Device } from "../thing.ts";
import { DeviceSecrets } from "./device-secrets.tsx";
import { Facts } from "./facts.tsx";
import type { DeviceSecret } from "./new-secret.tsx";

export type DeviceTold = z.infer<typeof DeviceState>;

interface DeviceSectionsProps {
  readonly device: Device;
  readonly mayChange: boolean;
  readonly onSecret: (secret: DeviceSecret) => void;
}

export function DeviceSections({ device, mayChange, onSecret }: DeviceSectionsProps) {
  if (!mayChange || device.retiredAt !== undefined) return null;
  return (
    <>
      <Section title={<Trans>What it says of itself</Trans>}>
        <DeviceFacts deviceId={device.id} />
      </Section>
      <Section title={<Trans>Secret</Trans>}>
        <DeviceSecrets device={device} onSecret={onSecret} />
      </Section>
    </>
  );
}

/** s between two questions: presence has no event of its own. */
const askEvery = 5_000;

export const deviceStateQuery = (deviceId: string) => ({
  queryKey: ["fleet", "device", deviceId],
  queryFn: ({ signal }: { signal: AbortSignal }) =>
    api.get<DeviceTold>(`/devices/${encodeURIComponent(deviceId)}/state`, { signal }),
  refetchInterval: askEvery,
});

function DeviceFacts({ deviceId }: { readonly deviceId: string }) {
  const { t, i18n } = useLingui();
  const format = useFormat();
  const state = useQuery(deviceStateQuery(deviceId));
  const rejectText = ({ code, detail }: { readonly code: string; readonly detail: string }) => {
    const name = refusalName(code);
    return `${name === undefined ? code : i18n._(name)}: ${detail}`;
  };
  return (
    <Answer of={state}>
      {({ online, heardAt, contested, inSync, swVersion, model, bootCount, clockOffset, lastReject }) => (
        <Facts
          facts={[
            { name: t`Connection`, value: online ? t`online` : t`silent` },
            { name: t`Heard last`, value: heardAt === undefined ? t`never` : format.dateTime(heardAt) },
            { name: t`Holds what was sent`, value: inSync ? t`yes` : t`no` },
            { name: t`Type and software`, value: [model, swVersion].filter(Boolean).join(" · ") || "–" },
            { name: t`Starts`, value: bootCount === undefined ? "–" : format.number(bootCount) },
            {
              name: t`Its clock is ahead`,
              value: clockOffset === undefined ? "–" : `${format.number(clockOffset / 1000, 1)} s`,
            },
            ...(contested ? [{ name: t`Id`, value: t`Two devices seem to share it.` }] : []),
            ...(lastReject ? [{ name: t`Last message refused`, value: rejectText(lastReject) }] : []),
          ]}
        />
      )}
    </Answer>
  );
}
