/** The camera, until it has seen a code. */
import { Trans, useLingui } from "@lingui/react/macro";
import { Button } from "@mantine/core";
import { useEffect, useEffectEvent, useRef } from "react";
import classes from "./commissioning.module.css";

interface CameraProps {
  readonly onCode: (text: string) => void;
  /** @param error what the browser or the scanner said. */
  readonly onFailure: (error: unknown) => void;
  readonly onClose: () => void;
}

export function Camera({ onCode, onFailure, onClose }: CameraProps) {
  const { t } = useLingui();
  const video = useRef<HTMLVideoElement>(null);
  const seen = useEffectEvent(onCode);
  const failed = useEffectEvent(onFailure);
  useEffect(() => {
    let isGone = false;
    let stop = () => {};
    const start = async () => {
      // asked for here: the scanner calls every refusal "not found"
      const picture = await navigator.mediaDevices.getUserMedia({ video: { facingMode: "environment" } });
      stop = () => release(picture);
      const { default: QrScanner } = await import("qr-scanner");
      if (isGone || video.current === null) return stop();
      video.current.srcObject = picture;
      const scanner = new QrScanner(video.current, ({ data }) => seen(data), { returnDetailedScanResult: true });
      stop = () => {
        scanner.destroy();
        release(picture);
      };
      await scanner.start();
    };
    start().catch((error: unknown) => !isGone && failed(error));
    return () => {
      isGone = true;
      stop();
    };
  }, []);
  return (
    <div>
      <video ref={video} className={classes.video} muted playsInline aria-label={t`What the camera sees`} />
      <Button variant="default" fullWidth onClick={onClose}>
        <Trans>Close the camera</Trans>
      </Button>
    </div>
  );
}

/** The light beside the camera goes out. */
function release(picture: MediaStream): void {
  for (const track of picture.getTracks()) track.stop();
}
