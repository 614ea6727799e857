/** What people ordered for tonight: what is in force with its end in sight, what is over, and a form for more. */
import { Plural, Trans, useLingui } from "@lingui/react/macro";
import { SegmentedControl, Title } from "@mantine/core";
import { useInfiniteQuery } from "@tanstack/react-query";
import { useMay } from "../api-client/me.ts";
import { useAreaScope } from "../app/area-scope.tsx";
import { useUrlValues } from "../app/url-values.ts";
import { readPlace, writePlace } from "../order/place.ts";
import { Answer } from "../parts/answer.tsx";
import { Page as Frame } from "../parts/page.tsx";
import { ShowOlder } from "../parts/show-older.tsx";
import { EmptyState } from "../parts/state-note.tsx";
import { useNow } from "../text/use-now.ts";
import { EndedOrders } from "./ended-orders.tsx";
import { ChangeOrder, NewOrder } from "./new-order.tsx";
import { newestOrdersQuery } from "./newest-orders.ts";
import { type Order, useOpenOrders } from "./open-orders.ts";
import { OrderCard } from "./order-card.tsx";
import classes from "./overrides-page.module.css";
import { inOrderOfEnd } from "./remaining.ts";
import { WaitingOrders } from "./waiting-orders.tsx";

export function Page() {
  const { t } = useLingui();
  const [values, set] = useUrlValues<"place" | "change" | "show">();
  const orders = useOpenOrders();
  const mayOverride = useMay("override");
  const mayProtect = [useMay("workLock"), useMay("isolate"), useMay("emergency")].some(Boolean);
  const changed = orders.data?.find(({ id }) => id === values.change);
  const isOver = values.show === "over";
  return (
    <Frame
      title={<Trans>Overrides</Trans>}
      lead={
        <Trans>
          Everything people ordered for tonight. An override ends by itself; lamps then go back to their plan.
        </Trans>
      }
      actions={
        <SegmentedControl
          aria-label={t`Which orders`}
          data={[
            { value: "now", label: t`In force` },
            { value: "over", label: t`All, newest first` },
          ]}
          value={isOver ? "over" : "now"}
          onChange={(show) => set({ show: show === "over" ? show : undefined })}
        />
      }
    >
      <div className={classes.columns}>
        {(mayOverride || mayProtect) && (
          <section className={classes.form} aria-labelledby="new-order">
            <Title order={2} size="h5" id="new-order" mb="sm">
              {changed ? <Trans>Change or extend</Trans> : <Trans>Change tonight</Trans>}
            </Title>
            {changed ? (
              <ChangeOrder order={changed} onDone={() => set({ change: undefined })} />
            ) : (
              <NewOrder
                place={readPlace(values.place)}
                onPlace={(place) => set({ place: place && writePlace(place) })}
              />
            )}
          </section>
        )}
        <div className={classes.list}>
          {isOver ? (
            <Over />
          ) : (
            <>
              <WaitingOrders />
              <Answer of={orders}>{(all) => <InForce orders={all} onChange={(change) => set({ change })} />}</Answer>
            </>
          )}
        </div>
      </div>
    </Frame>
  );
}

function InForce({
  orders: told,
  onChange,
}: {
  readonly orders: readonly Order[];
  readonly onChange: (id: string) => void;
}) {
  const now = useNow();
  // nobody is told that one has run out
  const orders = told.filter(({ until }) => until === undefined || until > now);
  if (orders.length === 0) {
    return (
      <EmptyState title={<Trans>Every lamp follows its plan</Trans>}>
        <Trans>Nobody has changed anything for tonight.</Trans>
      </EmptyState>
    );
  }
  return (
    <>
      <p className={classes.quiet} role="status">
        <Plural value={orders.length} one="# order in force" other="# orders in force" />
      </p>
      <ul className={classes.orders}>
        {inOrderOfEnd(orders, now).map((order) => (
          <OrderCard key={order.id} order={order} now={now} onChange={() => onChange(order.id)} />
        ))}
      </ul>
    </>
  );
}

function Over() {
  const orders = useInfiniteQuery(newestOrdersQuery(useAreaScope()));
  return (
    <>
      <Answer of={orders}>{(all) => <EndedOrders orders={all} />}</Answer>
      <ShowOlder of={orders} />
    </>
  );
}
