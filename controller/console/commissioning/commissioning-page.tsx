/** From the label to the light, one question at a time. Where one is stands in the address: a reload loses nothing. */
import { Trans } from "@lingui/react/macro";
import { Button } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { useUrlValues } from "../app/url-values.ts";
import { NewSecret, useNewSecret } from "../inventory/detail/new-secret.tsx";
import { thingQuery, useInventoryNews } from "../inventory/queries.ts";
import type { Lamp } from "../inventory/thing.ts";
import { Answer } from "../parts/answer.tsx";
import { Page as Frame } from "../parts/page.tsx";
import { AssignStep } from "./assign-step.tsx";
import classes from "./commissioning.module.css";
import { DeviceStep } from "./device-step.tsx";
import { DoneList, useDone } from "./done-list.tsx";
import { LampStep } from "./lamp-step.tsx";
import { ProveStep } from "./prove-step.tsx";
import { type Label, readLabel } from "./read-label.ts";
import { Steps } from "./steps.tsx";
import { useUndo } from "./use-undo.ts";

export function Page() {
  const [{ device, lamp, profile, outputs }, set] = useUrlValues<"device" | "lamp" | "profile" | "outputs">();
  const done = useDone();
  useInventoryNews();
  const more = new URLSearchParams({ ...(profile && { profile }), ...(outputs && { outputs }) });
  const label = device === undefined ? undefined : readLabel(`den:${device}?${more}`);
  const restart = () => set({ device: undefined, lamp: undefined, profile: undefined, outputs: undefined });
  const take = ({ deviceId, profile: kind, outputs: count }: Label) =>
    set({ device: deviceId, profile: kind, outputs: count === undefined ? undefined : String(count) });
  return (
    <Frame
      title={<Trans>Commissioning</Trans>}
      lead={<Trans>From the label to the light.</Trans>}
      actions={
        label && (
          <Button variant="subtle" onClick={restart}>
            <Trans>Begin again</Trans>
          </Button>
        )
      }
    >
      <div className={classes.phone}>
        {label === undefined && <DeviceStep onLabel={take} />}
        {label && lamp === undefined && (
          <>
            <Steps device={label.deviceId} />
            <LampStep label={label} onLamp={(id) => set({ lamp: id })} />
          </>
        )}
        {label && lamp !== undefined && (
          <AtLamp
            label={label}
            lampId={lamp}
            onOtherLamp={() => set({ lamp: undefined })}
            onDone={(name) => {
              done.add({ deviceId: label.deviceId, lampId: lamp, lampName: name });
              restart();
            }}
          />
        )}
        {label === undefined && <DoneList done={done.list} onUndone={done.remove} />}
      </div>
    </Frame>
  );
}

interface AtLampProps {
  readonly label: Label;
  readonly lampId: string;
  readonly onOtherLamp: () => void;
  readonly onDone: (lampName: string) => void;
}

function AtLamp({ label, lampId, onOtherLamp, onDone }: AtLampProps) {
  const hung = { deviceId: label.deviceId, lampId };
  const { isBusy, error, keep, undo } = useUndo();
  const lamp = useQuery(thingQuery("lamp", lampId));
  // stands beside the steps: the next one comes before somebody has noted it
  const secret = useNewSecret();
  return (
    <>
      <Answer of={lamp}>
        {(thing) => {
          const found = thing as unknown as Lamp;
          return (
            <>
              <Steps device={label.deviceId} lamp={found.name} onOtherLamp={onOtherLamp} />
              {found.deviceId === label.deviceId ? (
                <ProveStep
                  lamp={found}
                  onWrong={() => void undo(hung).then(onOtherLamp, () => {})}
                  isUndoing={isBusy}
                  undoError={error}
                  onDone={() => onDone(found.name)}
                />
              ) : (
                <AssignStep
                  key={found.version}
                  lamp={found}
                  label={label}
                  onSecret={secret.show}
                  onAssigned={(before) => keep(hung, before)}
                />
              )}
            </>
          );
        }}
      </Answer>
      <NewSecret {...secret} />
    </>
  );
}
