/** One lamp: its state, why, the last 24 hours, and what can be done to it. */
import { Trans, useLingui } from "@lingui/react/macro";
import { Button } from "@mantine/core";
import { IconBulb } from "@tabler/icons-react";
import { useMutation } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { lazy, Suspense } from "react";
import { api } from "../../api-client/api-client.ts";
import { useMay } from "../../api-client/me.ts";
import { OrderForm } from "../../order/order-form.tsx";
import { Protect } from "../../order/protect.tsx";
import { problemText } from "../../text/problem-text.ts";
import { type FleetTable, type LampRow, lampRow } from "../fleet/fleet-table.ts";
import { StateMark } from "../words/state-mark.tsx";
import { useStateWords } from "../words/use-state-words.ts";
import classes from "./panel.module.css";
import { PanelHead } from "./panel-head.tsx";
import { WhyNote } from "./why-note.tsx";

/** Charts come with their own library, which the map itself does not need. */
const DayChart = lazy(() => import("./day-chart.tsx").then(({ DayChart }) => ({ default: DayChart })));

interface LampPanelProps {
  readonly table: FleetTable;
  readonly row: number;
  readonly onCabinet: (id: string) => void;
  readonly onClose: () => void;
}

export function LampPanel({ table, row, onCabinet, onClose }: LampPanelProps) {
  const { t } = useLingui();
  const words = useStateWords();
  const mayOverride = useMay("override");
  const lamp = lampRow(table, row);
  const selection = { lampIds: [lamp.id] };
  return (
    <aside className={classes.panel} aria-label={t`Lamp`} data-lamp-panel={lamp.id}>
      <PanelHead title={lamp.name} onClose={onClose}>
        {[lamp.id, lamp.modelName, lamp.areaName].filter(Boolean).join(" · ")}
      </PanelHead>
      <div className={classes.now} data-lamp-state={lamp.state}>
        <StateMark state={lamp.state} level={lamp.level} size={20} />
        {words.describe(lamp.state, lamp.level)}
      </div>
      <WhyNote lampId={lamp.id} stamp={`${lamp.state} ${lamp.level} ${lamp.source}`} />
      {mayOverride && (
        <section className={classes.part}>
          <h3>
            <Trans>Change until…</Trans>
          </h3>
          <OrderForm key={lamp.id} selection={selection} usualWhy={t`From the map`} />
        </section>
      )}
      <section className={classes.part}>
        <Suspense fallback={<div className={classes.plot} />}>
          <DayChart key={lamp.id} lampId={lamp.id} />
        </Suspense>
        <Link to="/history" search={{ of: `lamp:${lamp.id}` } as never} className={classes.link}>
          <Trans>Whole history</Trans>
        </Link>
      </section>
      <section className={classes.part}>
        <Feed lamp={lamp} onCabinet={onCabinet} />
        <Identify lampId={lamp.id} />
        <Protect key={lamp.id} selection={selection} />
      </section>
    </aside>
  );
}

function Feed({
  lamp: { cabinet, feedName },
  onCabinet,
}: {
  readonly lamp: LampRow;
  readonly onCabinet: (id: string) => void;
}) {
  if (cabinet === undefined) return null;
  return (
    <Button variant="default" onClick={() => onCabinet(cabinet.id)}>
      {feedName}
    </Button>
  );
}

/** Blinks, so that a person on the street sees which lamp it is. */
function Identify({ lampId }: { readonly lampId: string }) {
  const mayBlink = useMay("workLock");
  const blink = useMutation({ mutationFn: () => api.post(`/lamps/${lampId}/identify`, {}) });
  if (!mayBlink) return null;
  return (
    <>
      <Button
        variant="default"
        leftSection={<IconBulb size={16} />}
        onClick={() => blink.mutate()}
        loading={blink.isPending}
      >
        <Trans>Blink for 30 s</Trans>
      </Button>
      <p className={classes.quiet} role="status">
        {blink.isSuccess && <Trans>It was told to blink.</Trans>}
        {blink.error && problemText(blink.error)}
      </p>
    </>
  );
}
