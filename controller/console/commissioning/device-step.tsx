/** Which device: its code by camera, typed, or out of a picture. */
import { Trans, useLingui } from "@lingui/react/macro";
import { Button, FileButton, TextInput } from "@mantine/core";
import { IconCamera, IconPhoto } from "@tabler/icons-react";
import { type FormEvent, useState } from "react";
import { Camera } from "./camera.tsx";
import classes from "./commissioning.module.css";
import { type Label, readLabel } from "./read-label.ts";

/** Browsers lend the camera only to pages that came over HTTPS, or from the machine itself. */
const hasCamera = () => globalThis.isSecureContext && navigator.mediaDevices !== undefined;

export function DeviceStep({ onLabel }: { readonly onLabel: (label: Label) => void }) {
  const { t } = useLingui();
  const [isScanning, setScanning] = useState(false);
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
            read(text);
          }}
          onFailure={() => {
            setScanning(false);
            setProblem(t`The camera cannot be used. Allow it for this page, or type the code.`);
          }}
          onClose={() => setScanning(false)}
        />
      ) : (
        <div className={classes.actions}>
          {hasCamera() && (
            <Button leftSection={<IconCamera size={20} />} onClick={() => setScanning(true)}>
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
