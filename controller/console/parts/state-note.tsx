/** What a page says when it has nothing else to show: loading, empty, refused, not reachable, broken. */
import { Trans } from "@lingui/react/macro";
import { Button, Loader, Text, Title } from "@mantine/core";
import { IconCircleDashed, IconCloudOff, IconLock, IconRefresh, IconZoomExclamation } from "@tabler/icons-react";
import type { ComponentType, ReactNode } from "react";
import { ApiError, UnreachableError } from "../api-client/api-client.ts";
import { OutdatedError } from "../api-client/console-version.ts";
import { problemText } from "../text/problem-text.ts";
import classes from "./state-note.module.css";

interface StateNoteProps {
  readonly icon: ReactNode;
  readonly title: ReactNode;
  readonly children?: ReactNode;
  readonly role?: "status" | "alert";
  readonly isPage?: boolean | undefined;
}

/** Whether the note is all there is at an address, so that its title is the page's heading. */
interface Place {
  readonly isPage?: boolean;
}

function StateNote({ icon, title, children, role = "status", isPage = false }: StateNoteProps) {
  return (
    <div className={classes.note} role={role}>
      <span className={classes.icon} aria-hidden="true">
        {icon}
      </span>
      <Title order={isPage ? 1 : 2} size="h4">
        {title}
      </Title>
      {children && <div className={classes.words}>{children}</div>}
    </div>
  );
}

export function LoadingState() {
  return <StateNote icon={<Loader size={28} type="dots" />} title={<Trans>Loading…</Trans>} />;
}

interface EmptyStateProps extends Place {
  readonly title: ReactNode;
  /** What would be here, and how it comes here. */
  readonly children?: ReactNode;
  readonly icon?: ComponentType<{ size?: number; stroke?: number }>;
}

export function EmptyState({ title, children, icon: Icon = IconCircleDashed, isPage }: EmptyStateProps) {
  return (
    <StateNote icon={<Icon size={32} stroke={1.2} />} title={title} isPage={isPage}>
      {children}
    </StateNote>
  );
}

interface ForbiddenStateProps extends Place {
  readonly children?: ReactNode;
}

export function ForbiddenState({ children, isPage }: ForbiddenStateProps) {
  return (
    <StateNote
      icon={<IconLock size={32} stroke={1.2} />}
      title={<Trans>This is not open to you</Trans>}
      role="alert"
      isPage={isPage}
    >
      {children ?? <Trans>Your role does not reach here. An administrator can change that.</Trans>}
    </StateNote>
  );
}

function OutdatedState({ isPage }: Place) {
  return (
    <StateNote
      icon={<IconRefresh size={32} stroke={1.2} />}
      title={<Trans>A new version of the console is ready</Trans>}
      role="alert"
      isPage={isPage}
    >
      <Trans>This page was opened before it, and this part of it is gone.</Trans>
      <Button mt="sm" display="block" onClick={() => location.reload()}>
        <Trans>Reload</Trans>
      </Button>
    </StateNote>
  );
}

interface ErrorStateProps extends Place {
  readonly error: unknown;
  readonly onRetry?: () => void;
}

/** Chooses its words by what happened: refused, not reachable, or a fault. */
export function ErrorState({ error, onRetry, isPage = false }: ErrorStateProps) {
  if (error instanceof ApiError && error.problem.status === 403)
    return <ForbiddenState isPage={isPage}>{problemText(error)}</ForbiddenState>;
  if (error instanceof OutdatedError) return <OutdatedState isPage={isPage} />;
  const isAway = error instanceof UnreachableError;
  return (
    <StateNote
      icon={isAway ? <IconCloudOff size={32} stroke={1.2} /> : <IconZoomExclamation size={32} stroke={1.2} />}
      title={isAway ? <Trans>No answer</Trans> : <Trans>This could not be shown</Trans>}
      role="alert"
      isPage={isPage}
    >
      <Text component="p" m={0}>
        {problemText(error)}
      </Text>
      {onRetry && (
        <Button mt="sm" variant="default" onClick={onRetry}>
          <Trans>Try again</Trans>
        </Button>
      )}
    </StateNote>
  );
}
