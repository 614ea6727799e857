/** The form for tonight: which lamps, how bright, until when, why; or another form of an override in force. */
import { Trans, useLingui } from "@lingui/react/macro";
import { Button, Group, Stack } from "@mantine/core";
import { useMay } from "../api-client/me.ts";
import { OrderForm } from "../order/order-form.tsx";
import { type Place, selectionOf, writePlace } from "../order/place.ts";
import { PlaceField } from "../order/place-field.tsx";
import { Protect } from "../order/protect.tsx";
import type { Order } from "./open-orders.ts";

interface NewOrderProps {
  readonly place: Place | undefined;
  readonly onPlace: (place: Place | undefined) => void;
}

export function NewOrder({ place, onPlace }: NewOrderProps) {
  const { t } = useLingui();
  const mayOverride = useMay("override");
  const selection = place && selectionOf(place);
  return (
    <Stack gap="sm">
      <PlaceField label={t`Which lamps`} value={place} onChange={onPlace} />
      {selection && mayOverride && (
        <OrderForm key={writePlace(place)} selection={selection} usualWhy={t`Change for tonight`} usualEnd="sunrise" />
      )}
      {selection && <Protect key={`protect ${writePlace(place)}`} selection={selection} />}
    </Stack>
  );
}

interface ChangeOrderProps {
  readonly order: Order;
  readonly onDone: () => void;
}

export function ChangeOrder({ order, onDone }: ChangeOrderProps) {
  const { selection, why, personName } = order;
  if (selection === undefined) return null;
  return (
    <Stack gap="sm">
      <p>
        <Trans>
          Takes the place of what {personName} ordered; the lamps go over to it without falling back to their plan.
        </Trans>
      </p>
      <OrderForm key={order.id} selection={selection} usualWhy={why} replaces={order} />
      <Group>
        <Button variant="default" onClick={onDone}>
          <Trans>Close</Trans>
        </Button>
      </Group>
    </Stack>
  );
}
