/** One lamp: its state, why, the last 24 hours, and what can be done to it. */
import { Plural, Trans, useLingui } from "@lingui/react/macro";
import { Button, UnstyledButton } from "@mantine/core";
import { notifications } from "@mantine/notifications";
import { IconAlertTriangle, IconBulb } from "@tabler/icons-react";
import { useMutation, useQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { lazy, Suspense } from "react";
import { api } from "../../api-client/api-client.ts";
import { oddLampsQuery } from "../../api-client/expected.ts";
import { useMayIn } from "../../api-client/use-may-in.ts";
import { OrderForm } from "../../order/order-form.tsx";
import { Protect } from "../../order/protect.tsx";
import { problemText } from "../../text/problem-text.ts";
import { type LampRow, lampRow } from "../fleet/fleet-table.ts";
import type { FleetView } from "../fleet/fleet-view.ts";
import { lampsAt } from "../fleet/lamps-at.ts";
import { oddities } from "../use-map-address.ts";
import { oddNames } from "../words/odd-names.ts";
import { StateMark } from "../words/state-mark.tsx";
import { useStateWords } from "../words/use-state-words.ts";
import classes from "./panel.module.css";
import { PanelHead } from "./panel-head.tsx";
import { WhyNote } from "./why-note.tsx";

/** Charts come with their own library, which the map itself does not need. */
const DayChart = lazy(() => import("./day-chart.tsx").then(({ DayChart }) => ({ default: DayChart })));

interface LampPanelProps {
  readonly view: FleetView;
  readonly row: number;
  readonly onLamp: (id: string) => void;
  readonly onCabinet: (id: string) => void;
  readonly onClose: () => void;
}

export function LampPanel({ view, row, onLamp, onCabinet, onClose }: LampPanelProps) {
  const { t } = useLingui();
  const words = useStateWords();
  const lamp = lampRow(view.table, row);
  const mayOverride = useMayIn("override", lamp.areaId);
  const selection = { lampIds: [lamp.id] };
  return (
    <aside className={classes.panel} aria-label={t`Lamp`} data-lamp-panel={lamp.id}>
      <PanelHead title={lamp.name} onClose={onClose}>
        {[lamp.id, lamp.modelName, lamp.areaName].filter(Boolean).join(" · ")}
      </PanelHead>
      <SamePlace view={view} row={row} onLamp={onLamp} />
      <div className={classes.now}>
        <StateMark state={lamp.state} level={lamp.level} size={20} />
        <span data-lamp-state={lamp.state}>{words.describe(lamp.state, lamp.level)}</span>
        <Identify key={lamp.id} lamp={lamp} />
      </div>
      <Odd lampId={lamp.id} />
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
        <Protect key={lamp.id} selection={selection} where={lamp.areaId} />
      </section>
    </aside>
  );
}

/** What its state does not tell: a lamp that says it shines may be dark for all that. */
function Odd({ lampId }: { readonly lampId: string }) {
  const { t } = useLingui();
  const { data } = useQuery(oddLampsQuery("any"));
  const said = data?.items.find((odd) => odd.lampId === lampId)?.oddity;
  const oddity = oddities.find((one) => one === said);
  if (oddity === undefined) return null;
  return (
    <p className={classes.odd}>
      <IconAlertTriangle size={16} aria-hidden="true" />
      {t(oddNames[oddity])}
    </p>
  );
}

/** At most so many can be told apart in a line; the table lists them all. */
const namedAtMost = 8;

/** Lamps that cannot be tapped, because this one covers them. */
function SamePlace({ view, row, onLamp }: Pick<LampPanelProps, "view" | "row" | "onLamp">) {
  const { table } = view;
  const here = lampsAt(view, row);
  if (here.length < 2) return null;
  const more = here.length - namedAtMost;
  return (
    <p className={classes.quiet}>
      <Trans>At this place:</Trans>{" "}
      {here.slice(0, namedAtMost).map((other) => (
        <UnstyledButton
          key={other}
          className={classes.link}
          aria-current={other === row}
          onClick={() => onLamp(table.ids[other]!)}
        >
          {table.names[other]}
        </UnstyledButton>
      ))}{" "}
      {more > 0 && <Plural value={more} one="and # more, in the table" other="and # more, in the table" />}
    </p>
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

/** Blinks, so that a person on the street sees which lamp it is: the first thing wanted there, so it stands at the top. */
function Identify({ lamp }: { readonly lamp: LampRow }) {
  const { t } = useLingui();
  const mayBlink = useMayIn("workLock", lamp.areaId);
  const blink = useMutation({
    mutationFn: () => api.post(`/lamps/${lamp.id}/identify`, {}),
    onSuccess: () => notifications.show({ message: t`It was told to blink.` }),
    onError: (error) => notifications.show({ color: "red", message: problemText(error) }),
  });
  if (!mayBlink) return null;
  return (
    <Button
      className={classes.blink}
      size="compact-sm"
      variant="default"
      leftSection={<IconBulb size={16} />}
      onClick={() => blink.mutate()}
      loading={blink.isPending}
    >
      <Trans>Blink for 30 s</Trans>
    </Button>
  );
}
