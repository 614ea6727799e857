/** What can be done with all things that are selected in a list. */
import { Trans, useLingui } from "@lingui/react/macro";
import { Button, Modal } from "@mantine/core";
import { useState } from "react";
import { sortWords } from "../sorts.ts";
import type { Thing, ThingSort } from "../thing.ts";
import { BulkChange, bulkFields } from "./bulk-change.tsx";
import { BulkRetire } from "./bulk-retire.tsx";

interface BulkActionsProps {
  readonly sort: ThingSort;
  readonly selected: readonly Thing[];
  readonly onDone: () => void;
}

export function BulkActions({ sort, selected, onDone }: BulkActionsProps) {
  const { t } = useLingui();
  const [open, setOpen] = useState<"change" | "retire">();
  const close = () => setOpen(undefined);
  const done = () => {
    close();
    onDone();
  };
  const many = t(sortWords[sort].many);
  return (
    <>
      {bulkFields[sort] && (
        <Button onClick={() => setOpen("change")}>
          <Trans>Change…</Trans>
        </Button>
      )}
      <Button variant="default" onClick={() => setOpen("retire")}>
        <Trans>Retire…</Trans>
      </Button>
      <Modal
        opened={open !== undefined}
        onClose={close}
        size="lg"
        title={open === "retire" ? t`Retire: ${many}` : t`Change: ${many}`}
      >
        {open === "change" && <BulkChange sort={sort} things={selected} onDone={done} onCancel={close} />}
        {open === "retire" && <BulkRetire sort={sort} things={selected} onDone={done} onCancel={close} />}
      </Modal>
    </>
  );
}
