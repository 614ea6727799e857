/** Draws a new secret for a device, ends the overlap of two, or shuts the device out. */
import { Trans, useLingui } from "@lingui/react/macro";
import { Text } from "@mantine/core";
import { api } from "../../api-client/api-client.ts";
import { ConsentButton } from "../../consent/consent-button.tsx";
import { useForgetInventory } from "../queries.ts";
import type { Device } from "../thing.ts";
import { credentials } from "../words.ts";
import classes from "./facts.module.css";
import type { DeviceSecret } from "./new-secret.tsx";

interface DeviceSecretsProps {
  readonly device: Device;
  readonly onSecret: (secret: DeviceSecret) => void;
}

export function DeviceSecrets({ device: { id, credential = "none" }, onSecret }: DeviceSecretsProps) {
  const { t } = useLingui();
  const forget = useForgetInventory();
  const at = (verb: string) => `/devices/${encodeURIComponent(id)}/${verb}`;
  const rotate = async () => {
    onSecret(await api.post<DeviceSecret>(at("rotate-secret")));
    await forget();
  };
  const keep = (which: "new" | "old") => async () => {
    await api.post(at("end-rotation"), { keep: which });
    await forget();
  };
  const revoke = async () => {
    await api.post(at("revoke"));
    await forget();
  };
  return (
    <>
      <Text size="sm" mb="sm">
        {credential === "rotating" ? (
          <Trans>It may sign in with its old and its new secret, until you say which one stays.</Trans>
        ) : (
          t(credentials[credential])
        )}
      </Text>
      <div className={classes.buttons}>
        {credential === "rotating" ? (
          <>
            <ConsentButton
              consent="summary"
              label={t`The new one stays`}
              summary={<Trans>The old secret ends. Say so when the device signs in with the new one.</Trans>}
              onConsent={keep("new")}
            />
            <ConsentButton
              variant="default"
              consent="summary"
              label={t`Back to the old one`}
              summary={<Trans>The new secret ends; the device goes on with the old one.</Trans>}
              onConsent={keep("old")}
            />
          </>
        ) : (
          <ConsentButton
            variant="default"
            consent="summary"
            label={t`Draw a new secret`}
            summary={
              credential === "none" ? (
                <Trans>The device is let in again with the new secret.</Trans>
              ) : (
                <Trans>The present secret goes on working until you say that the new one has arrived.</Trans>
              )
            }
            onConsent={rotate}
          />
        )}
        {credential !== "none" && (
          <ConsentButton
            variant="default"
            consent="typed"
            word={id}
            label={t`Shut it out`}
            summary={<Trans>All its secrets end and it is disconnected at once. It stays in the inventory.</Trans>}
            onConsent={revoke}
          />
        )}
      </div>
    </>
  );
}
