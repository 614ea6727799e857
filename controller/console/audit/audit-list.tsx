/** Lines of the audit as a list: a press on one opens what exactly changed. */
import { Trans, useLingui } from "@lingui/react/macro";
import { Badge, Button, UnstyledButton } from "@mantine/core";
import { Link } from "@tanstack/react-router";
import { useState } from "react";
import { useAreas } from "../api-client/areas.ts";
import { EmptyState, ErrorState, LoadingState } from "../parts/state-note.tsx";
import { useFormat } from "../text/use-format.ts";
import { actionText } from "./action-names.ts";
import { type AuditLine, type AuditQuery, useAuditLines } from "./audit-lines.ts";
import classes from "./audit-list.module.css";
import { Details } from "./details.tsx";
import { pathOfThing } from "./thing-path.ts";

export function AuditList({ query }: { readonly query: AuditQuery }) {
  const { data, error, isPending, refetch, hasNextPage, fetchNextPage, isFetchingNextPage } = useAuditLines(query);
  if (isPending) return <LoadingState />;
  if (data === undefined) return <ErrorState error={error} onRetry={() => void refetch()} />;
  const lines = data.pages.flatMap(({ items }) => items);
  if (lines.length === 0) {
    return (
      <EmptyState title={<Trans>Nothing was done here</Trans>}>
        <Trans>Every action of a person or a program leaves a line, refused attempts too.</Trans>
      </EmptyState>
    );
  }
  return (
    <>
      <ol className={classes.lines}>
        {lines.map((line) => (
          <Line key={line.sequence} line={line} />
        ))}
      </ol>
      {hasNextPage && (
        <Button variant="default" mt="md" loading={isFetchingNextPage} onClick={() => void fetchNextPage()}>
          <Trans>Show older lines</Trans>
        </Button>
      )}
    </>
  );
}

function Line({ line }: { readonly line: AuditLine }) {
  const { i18n } = useLingui();
  const format = useFormat();
  const { data } = useAreas();
  const [isOpen, setOpen] = useState(false);
  const { at, personName, action, thing, areaId, result, documentNumber, details } = line;
  const area = areaId && (data?.areas.find((one) => one.areaId === areaId)?.name ?? areaId);
  const path = thing && pathOfThing(thing);
  return (
    <li className={classes.line}>
      <UnstyledButton className={classes.head} aria-expanded={isOpen} onClick={() => setOpen(!isOpen)}>
        <time className={classes.time}>{format.dateTime(at)}</time>
        <span className={classes.person}>{personName}</span>
        <span className={classes.action}>
          {actionText(action, (message) => i18n._(message))}
          {thing && <span className={classes.thing}> {shortId(thing.id)}</span>}
          <span className={classes.gist}>
            {[area, typeof details.why === "string" ? details.why : undefined].filter(Boolean).join(" · ")}
          </span>
        </span>
        {documentNumber && <span className={classes.paper}>{documentNumber}</span>}
        {result === "refused" && (
          <Badge color="red" variant="light" size="sm">
            <Trans context="audit">refused</Trans>
          </Badge>
        )}
      </UnstyledButton>
      {isOpen && (
        <div className={classes.open}>
          <Details details={details} />
          {path && (
            <Link to={path as never} className={classes.link}>
              <Trans>Open it</Trans>
            </Link>
          )}
        </div>
      )}
    </li>
  );
}

/** Ids that a program drew are told apart by their first digits; people's own ids are read whole. */
const shortId = (id: string) => (/^[0-9a-f]{8}-[0-9a-f-]{27}$/.test(id) ? id.slice(0, 8) : id);
