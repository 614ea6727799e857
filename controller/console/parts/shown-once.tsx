/** A secret that is shown this once: what it is for, the secret itself, and a button that copies it. */
import { Trans, useLingui } from "@lingui/react/macro";
import { ActionIcon, Button, CopyButton, Group, Modal, Stack, Text } from "@mantine/core";
import { IconCheck, IconCopy } from "@tabler/icons-react";
import type { ReactNode } from "react";
import classes from "./shown-once.module.css";

interface ShownOnceProps {
  readonly title: string;
  /** What it is for and who has to get it. */
  readonly children: ReactNode;
  /** Absent: nothing is shown. */
  readonly secret: string | undefined;
  readonly onClose: () => void;
}

export function ShownOnce({ title, children, secret, onClose }: ShownOnceProps) {
  const { t } = useLingui();
  return (
    // a press beside it would lose what cannot be shown again
    <Modal
      opened={secret !== undefined}
      onClose={onClose}
      title={title}
      closeOnClickOutside={false}
      closeOnEscape={false}
      withCloseButton={false}
    >
      <Stack gap="sm">
        <Text size="sm">{children}</Text>
        <Group gap="xs" wrap="nowrap">
          <code className={classes.secret}>{secret}</code>
          <CopyButton value={secret ?? ""}>
            {({ copied, copy }) => (
              <ActionIcon variant="default" size={34} onClick={copy} aria-label={copied ? t`Copied` : t`Copy`}>
                {copied ? <IconCheck size={18} /> : <IconCopy size={18} />}
              </ActionIcon>
            )}
          </CopyButton>
        </Group>
        <Text size="sm" c="dimmed">
          <Trans>It is not kept anywhere and cannot be shown again.</Trans>
        </Text>
        <Group justify="flex-end">
          <Button onClick={onClose}>
            <Trans>I have noted it</Trans>
          </Button>
        </Group>
      </Stack>
    </Modal>
  );
}
