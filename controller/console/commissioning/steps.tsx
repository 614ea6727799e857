/** What has been answered so far, with a way back to the lamp. */
import { Trans } from "@lingui/react/macro";
import { Button } from "@mantine/core";
import classes from "./commissioning.module.css";

interface StepsProps {
  readonly device: string;
  readonly lamp?: string;
  readonly onOtherLamp?: () => void;
}

export function Steps({ device, lamp, onOtherLamp }: StepsProps) {
  return (
    <ul className={classes.steps}>
      <li>
        <span>
          <Trans>Device</Trans>
        </span>
        <b>{device}</b>
      </li>
      {lamp !== undefined && (
        <li>
          <span>
            <Trans>Lamp</Trans>
          </span>
          <b>{lamp}</b>
          <Button variant="subtle" onClick={onOtherLamp}>
            <Trans>Another</Trans>
          </Button>
        </li>
      )}
    </ul>
  );
}
