/** A new thing of the sort the address names; what the address says of it stands in the fields already. */
import { Trans, useLingui } from "@lingui/react/macro";
import { useNavigate, useParams } from "@tanstack/react-router";
import { useState } from "react";
import { useAreaScope } from "../../app/area-scope.tsx";
import { useUrlValues } from "../../app/url-values.ts";
import { Page as Frame } from "../../parts/page.tsx";
import { EmptyState } from "../../parts/state-note.tsx";
import { fieldsOf } from "../fields/fields.ts";
import { DescribeForm } from "../form/describe-form.tsx";
import { SortTabs } from "../sort-tabs.tsx";
import { addressOf, sortAt, sortWords } from "../sorts.ts";
import type { ThingSort, Values } from "../thing.ts";
import { NewSecret, useNewSecret } from "./new-secret.tsx";

export function Page() {
  const { sort: path } = useParams({ strict: false }) as { sort: string };
  const sort = sortAt(path);
  if (sort === undefined) return <EmptyState title={<Trans>There is nothing at this address</Trans>} />;
  return <NewThing key={sort} sort={sort} />;
}

const usual: Readonly<Partial<Record<ThingSort, Values>>> = {
  lamp: { use: "road" },
  device: { profile: "W", outputs: 1 },
  lampModel: { outputKind: "white", curve: "dali" },
  circuit: { kind: "wholeNight" },
};

function NewThing({ sort }: { readonly sort: ThingSort }) {
  const { t } = useLingui();
  const navigate = useNavigate();
  const { areaId } = useAreaScope();
  const [named] = useUrlValues<string>();
  const secret = useNewSecret();
  const [madeId, setMadeId] = useState<string>();
  const texts = fieldsOf[sort].filter(({ id, kind }) => kind.is === "thing" && named[id] !== undefined);
  const given = Object.fromEntries(texts.map(({ id }) => [id, named[id]]));
  const hasArea = fieldsOf[sort].some(({ id }) => id === "areaId");
  const initial = { ...usual[sort], ...(hasArea && areaId !== undefined && { areaId }), ...given };
  const show = (id: string) => void navigate({ to: addressOf(sort, id), search: {} } as never);
  return (
    <Frame title={t(sortWords[sort].add)}>
      <SortTabs />
      <DescribeForm
        sort={sort}
        initial={initial}
        onDone={({ id }, drawn) => {
          if (drawn === undefined) return show(id);
          setMadeId(id);
          secret.show({ deviceId: id, secret: drawn });
        }}
      />
      <NewSecret
        shown={secret.shown}
        close={() => {
          secret.close();
          if (madeId !== undefined) show(madeId);
        }}
      />
    </Frame>
  );
}
