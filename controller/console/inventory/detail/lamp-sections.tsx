/** The hardware under a lamp: what it is, and how it is replaced. */
import { Trans, useLingui } from "@lingui/react/macro";
import { Anchor, Button, Checkbox, Modal, Stack } from "@mantine/core";
import { useDisclosure } from "@mantine/hooks";
import { notifications } from "@mantine/notifications";
import { useMutation } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { type FormEvent, useState } from "react";
import { api } from "../../api-client/api-client.ts";
import { Section } from "../../parts/page.tsx";
import type { StepAnswer } from "../bulk/use-step.ts";
import { DeviceIdField } from "../fields/device-id-field.tsx";
import { placeText } from "../form/place-text.ts";
import { ProblemNote, problemsOf } from "../form/problem-note.tsx";
import { useForgetInventory } from "../queries.ts";
import { addressOf } from "../sorts.ts";
import type { Lamp } from "../thing.ts";
import type { DeviceSecret } from "./new-secret.tsx";

interface LampSectionsProps {
  readonly lamp: Lamp;
  readonly mayChange: boolean;
  readonly onSecret: (secret: DeviceSecret) => void;
}

export function LampSections({ lamp, mayChange, onSecret }: LampSectionsProps) {
  const { t } = useLingui();
  const [isOpen, { open, close }] = useDisclosure(false);
  const { deviceId, output = 0, retiredAt } = lamp;
  return (
    <Section
      title={<Trans>Hardware</Trans>}
      actions={
        mayChange &&
        retiredAt === undefined && (
          <Button variant="default" onClick={open}>
            {deviceId === undefined ? <Trans>Give it a device</Trans> : <Trans>Replace the device</Trans>}
          </Button>
        )
      }
    >
      {deviceId === undefined ? (
        <Trans>No electronics of its own: its circuit switches it.</Trans>
      ) : (
        <Trans>
          Output {output} of{" "}
          <Anchor component={Link} to={addressOf("device", deviceId) as never}>
            {deviceId}
          </Anchor>
        </Trans>
      )}
      <Modal opened={isOpen} onClose={close} title={t`Replace the device`}>
        <ReplaceForm lamp={lamp} onDone={close} onSecret={onSecret} />
      </Modal>
    </Section>
  );
}

interface ReplaceFormProps {
  readonly lamp: Lamp;
  readonly onDone: () => void;
  readonly onSecret: (secret: DeviceSecret) => void;
}

function ReplaceForm({ lamp, onDone, onSecret }: ReplaceFormProps) {
  const { t } = useLingui();
  const forget = useForgetInventory();
  const [deviceId, setDeviceId] = useState("");
  const [isAll, setAll] = useState(true);
  const [keepOld, setKeepOld] = useState(false);
  const replace = useMutation({
    mutationFn: () =>
      api.post<StepAnswer>(`/lamps/${encodeURIComponent(lamp.id)}/replace-device`, {
        version: lamp.version,
        device: { id: deviceId },
        lamps: isAll ? "all" : "one",
        keepOld,
      }),
    onSuccess: async ({ secrets }) => {
      await forget();
      onDone();
      notifications.show({ message: t`Replaced.` });
      const [secret] = secrets;
      if (secret !== undefined) onSecret(secret);
    },
  });
  const problems = problemsOf(replace.error, ["device"]);
  const submit = (event: FormEvent) => {
    event.preventDefault();
    replace.mutate();
  };
  return (
    <form onSubmit={submit}>
      <Stack gap="sm">
        <DeviceIdField
          label={t`New device`}
          description={t`One that is not known yet is entered like the old one, and its secret is shown once.`}
          value={deviceId}
          onChange={setDeviceId}
          error={problems.byField.get("device")?.map(placeText).join(" ")}
        />
        {lamp.deviceId !== undefined && (
          <>
            <Checkbox
              label={t`All lamps of the old device move with it`}
              checked={isAll}
              onChange={({ currentTarget }) => setAll(currentTarget.checked)}
            />
            <Checkbox
              label={t`Keep the old device as a spare`}
              checked={keepOld}
              onChange={({ currentTarget }) => setKeepOld(currentTarget.checked)}
            />
          </>
        )}
        <ProblemNote error={replace.error} problems={problems} />
        <Button type="submit" loading={replace.isPending} disabled={deviceId === ""}>
          <Trans>Replace</Trans>
        </Button>
      </Stack>
    </form>
  );
}
