/** Where else a thing is seen, and how it goes out of use. */
import { Trans, useLingui } from "@lingui/react/macro";
import { Button } from "@mantine/core";
import { IconList, IconMap2 } from "@tabler/icons-react";
import { useNavigate } from "@tanstack/react-router";
import { api } from "../../api-client/api-client.ts";
import { ConsentButton } from "../../consent/consent-button.tsx";
import { useForgetInventory } from "../queries.ts";
import { pathOf } from "../sorts.ts";
import type { Thing, ThingSort } from "../thing.ts";

/** Filter of the map that shows the thing. */
const onMap: Readonly<Partial<Record<ThingSort, string>>> = {
  lamp: "lamp",
  cabinet: "cabinet",
  road: "road",
  circuit: "circuit",
  group: "group",
  area: "area",
  device: "device",
  lampModel: "model",
};

/** The list that shows what belongs to the thing, and the field it is narrowed by. */
const belongings: Readonly<Partial<Record<ThingSort, readonly [ThingSort, string]>>> = {
  road: ["lamp", "roadId"],
  circuit: ["lamp", "circuitId"],
  device: ["lamp", "deviceId"],
  lampModel: ["lamp", "modelId"],
  cabinet: ["circuit", "cabinetId"],
  supplyPoint: ["cabinet", "supplyPointId"],
  area: ["lamp", "area"],
};

interface ThingActionsProps {
  readonly sort: ThingSort;
  readonly thing: Thing;
  readonly mayChange: boolean;
}

export function ThingActions({ sort, thing: { id, name, version, retiredAt }, mayChange }: ThingActionsProps) {
  const { t } = useLingui();
  const navigate = useNavigate();
  const forget = useForgetInventory();
  const filter = onMap[sort];
  const [of, field] = belongings[sort] ?? [];
  const retire = async () => {
    await api.post(`/${pathOf[sort]}/${encodeURIComponent(id)}/retire`, { version });
    await forget();
  };
  if (retiredAt !== undefined) return null;
  return (
    <>
      {filter && (
        <Button
          variant="default"
          leftSection={<IconMap2 size={16} />}
          onClick={() => void navigate({ to: "/map", search: { [filter]: id } } as never)}
        >
          <Trans>On the map</Trans>
        </Button>
      )}
      {of && field && (
        <Button
          variant="default"
          leftSection={<IconList size={16} />}
          onClick={() => void navigate({ to: `/inventory/${pathOf[of]}`, search: { [field]: id } } as never)}
        >
          {of === "lamp" ? t`Its lamps` : of === "circuit" ? t`Its circuits` : t`Its cabinets`}
        </Button>
      )}
      {mayChange && (
        <ConsentButton
          variant="default"
          consent="summary"
          label={t`Retire`}
          summary={<Trans>{name} goes out of use. It keeps its history and can be brought back.</Trans>}
          onConsent={retire}
        />
      )}
    </>
  );
}
