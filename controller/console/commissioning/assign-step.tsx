/** Hangs the device at the lamp, after saying what that undoes. */
import { Trans, useLingui } from "@lingui/react/macro";
import { Button, Select } from "@mantine/core";
import { useMutation, useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { ApiError, api } from "../api-client/api-client.ts";
import type { StepAnswer } from "../inventory/bulk/use-step.ts";
import type { DeviceSecret } from "../inventory/detail/new-secret.tsx";
import { placeText } from "../inventory/form/place-text.ts";
import { thingsQuery, useForgetInventory } from "../inventory/queries.ts";
import type { Device, Lamp } from "../inventory/thing.ts";
import { profiles } from "../inventory/words.ts";
import { Answer } from "../parts/answer.tsx";
import { problemText } from "../text/problem-text.ts";
import { assignRequests, beforeAssign, displaced, freeOutput, type HungBefore } from "./assign-requests.ts";
import classes from "./commissioning.module.css";
import type { Label } from "./read-label.ts";

interface AssignStepProps {
  readonly lamp: Lamp;
  readonly label: Label;
  /** Of a device that was entered on the way. */
  readonly onSecret: (secret: DeviceSecret) => void;
  /** @param before what hung where until then. */
  readonly onAssigned: (before: readonly HungBefore[]) => void;
}

/** null: the inventory does not know it yet. */
const deviceQuery = (id: string) => ({
  queryKey: ["inventory", "device", "perhaps", id],
  queryFn: async ({ signal }: { signal: AbortSignal }): Promise<Device | null> => {
    try {
      return await api.get<Device>(`/devices/${encodeURIComponent(id)}`, { signal });
    } catch (error) {
      if (error instanceof ApiError && error.problem.code === "inventory/unknown") return null;
      throw error;
    }
  },
});

export function AssignStep(props: AssignStepProps) {
  const { label } = props;
  const device = useQuery(deviceQuery(label.deviceId));
  const hanging = useQuery(thingsQuery("lamp", { deviceId: label.deviceId }));
  return (
    <Answer of={device}>
      {(known) => (
        <Answer of={hanging}>
          {(lamps) => (
            <AssignForm {...props} device={known ?? undefined} hanging={lamps as unknown as readonly Lamp[]} />
          )}
        </Answer>
      )}
    </Answer>
  );
}

interface AssignFormProps extends AssignStepProps {
  readonly device: Device | undefined;
  readonly hanging: readonly Lamp[];
}

function AssignForm(props: AssignFormProps) {
  const { lamp, label, device, onSecret, onAssigned } = props;
  const { t } = useLingui();
  const forget = useForgetInventory();
  const [output, setOutput] = useState(() => freeOutput(props));
  const wiring = { ...props, output };
  const leaving = displaced(wiring);
  const outputs = device?.outputs ?? label.outputs ?? 1;
  const assign = useMutation({
    mutationFn: () => api.post<StepAnswer>("/inventory/changes", { changes: assignRequests(wiring) }),
    onSuccess: async ({ secrets: [drawn] }) => {
      if (drawn !== undefined) onSecret(drawn);
      onAssigned(beforeAssign(wiring));
      await forget();
    },
    onError: () => void forget(),
  });
  const [place] = assign.error instanceof ApiError ? assign.error.problem.places : [];
  const { deviceId } = label;
  return (
    <>
      {device === undefined ? (
        <p className={classes.warning}>
          <Trans>
            {deviceId} is not in the inventory yet. It is entered as {t(profiles[label.profile ?? "W"])}, and its secret
            is shown once: somebody has to put it into the device.
          </Trans>
        </p>
      ) : (
        device.retiredAt !== undefined && (
          <p className={classes.warning}>
            <Trans>
              {deviceId} was out of use. It comes back, and its new secret is shown once: somebody has to put it into
              the device.
            </Trans>
          </p>
        )
      )}
      {lamp.deviceId !== undefined && (
        <p className={classes.warning}>
          <Trans>{lamp.deviceId} hangs here now. It stays in the inventory as a spare.</Trans>
        </p>
      )}
      {leaving && (
        <p className={classes.warning}>
          <Trans>It is taken off {leaving.name}, which then has no device.</Trans>
        </p>
      )}
      {outputs > 1 && (
        <Select
          label={t`Output of the device`}
          size="md"
          data={Array.from({ length: outputs }, (_, n) => ({ value: String(n), label: String(n) }))}
          value={String(output)}
          allowDeselect={false}
          onChange={(value) => value !== null && setOutput(Number(value))}
        />
      )}
      <Button size="md" loading={assign.isPending} onClick={() => assign.mutate()}>
        <Trans>Hang it at {lamp.name}</Trans>
      </Button>
      {assign.error && (
        <p role="alert" className={classes.warning}>
          {place === undefined ? problemText(assign.error) : placeText(place)}
        </p>
      )}
    </>
  );
}
