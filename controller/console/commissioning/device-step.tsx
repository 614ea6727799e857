/** Which device: its code by camera, typed, or out of a picture. */

import type { MessageDescriptor } from "@lingui/core";
import { msg } from "@lingui/core/macro";
import { Trans, useLingui } from "@lingui/react/macro";
import { Button, FileButton, TextInput } from "@mantine/core";
import { useSessionStorage } from "@mantine/hooks";
import { IconCamera, IconPhoto } from "@tabler/icons-react";
import { type FormEvent, useState } from "react";
import { Camera } from "./camera.tsx";
import { type CameraFailure, cameraFailure } from "./camera-failure.ts";
import classes from "./commissioning.module.css";
import { type Label, readLabel } from "./read-label.ts";

/** Browsers lend the camera only to pages that came over HTTPS, or from the machine itself. */
const hasCamera = () => globalThis.isSecureContext && navigator.mediaDevices !== undefined;

/** Each says what to do about it. */
const failureTexts: Readonly<Record<CameraFailure, MessageDescriptor>> = {
  refused: msg`The camera was refused to this page: allow it in the browser's settings for this address. Until then take a picture or type the code.`,
  busy: msg`Another program holds the camera. Close it, or type the code.`,
  none: msg`There is no camera here. Type the code from the label.`,
  other: msg`The camera cannot be used. Take a picture, or type the code.`,
};

export function DeviceStep({ onLabel }: { readonly onLabel: (label: Label) => void }) {
  const { t } = useLingui();
  // whoever scanned one label scans the next: one press less for each lamp
  const [scans, setScans] = useSessionStorage({ key: "den.commissioning.scans", defaultValue: false });
  const [isScanning, setScanning] = useState(scans && hasCamera());
  const [failure, setFailure] = useState<CameraFailure>();
  const [code, setCode] = useState("");
  const [problem, setProblem] = useState<string>();
  const read = (text: string) => {
    const label = readLabel(text);
    if (label === undefined) setProblem(t`“${text.slice(0, 60)}” is no label of a device.`);
    else onLabel(label);
  };
  const readPicture = async (picture: File | null) => {
    if (picture === null) return;
    const { default: QrScanner } = await import("qr-scanner");
    try {
      read((await QrScanner.scanImage(picture, { returnDetailedScanResult: true })).data);
    } catch {
      setProblem(t`No code was found in the picture. Go nearer, and keep it sharp.`);
    }
  };
  const submit = (event: FormEvent) => {
    event.preventDefault();
    read(code);
  };
  return (
    <>
      {isScanning ? (
        <Camera
          onCode={(text) => {
            setScanning(false);
            setScans(true);
            read(text);
          }}
          onFailure={(error) => {
            setScanning(false);
            setScans(false);
            setFailure(cameraFailure(error));
          }}
          onClose={() => {
            setScanning(false);
            setScans(false);
          }}
        />
      ) : (
        <div className={classes.actions}>
          {hasCamera() && (
            <Button
              leftSection={<IconCamera size={20} />}
              onClick={() => {
                setFailure(undefined);
                setScanning(true);
              }}
            >
              <Trans>Scan the label</Trans>
            </Button>
          )}
          <FileButton accept="image/*" capture="environment" onChange={(file) => void readPicture(file)}>
            {(props) => (
              <Button {...props} variant="default" leftSection={<IconPhoto size={20} />}>
                <Trans>Take a picture</Trans>
              </Button>
            )}
          </FileButton>
        </div>
      )}
      {failure && (
        <p role="alert" className={classes.warning}>
          {t(failureTexts[failure])}
        </p>
      )}
      {!hasCamera() && (
        <p className={classes.note}>
          <Trans>Scanning needs HTTPS. A picture or the typed code work everywhere.</Trans>
        </p>
      )}
      <form onSubmit={submit}>
        <TextInput
          label={t`Code on the label`}
          size="md"
          autoComplete="off"
          autoCapitalize="none"
          spellCheck={false}
          value={code}
          error={problem}
          onChange={({ currentTarget }) => {
            setCode(currentTarget.value);
            setProblem(undefined);
          }}
        />
        <Button type="submit" fullWidth mt="sm" variant="default" disabled={code.trim() === ""}>
          <Trans>Next</Trans>
        </Button>
      </form>
    </>
  );
}
