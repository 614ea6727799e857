/** One thing: what is known of it and how that is changed, what belongs to it, and how it goes out of use. */
import { Trans, useLingui } from "@lingui/react/macro";
import { useQuery } from "@tanstack/react-query";
import { useParams } from "@tanstack/react-router";
import { useMayIn } from "../../api-client/use-may-in.ts";
import { Answer } from "../../parts/answer.tsx";
import { Page as Frame, Section } from "../../parts/page.tsx";
import { EmptyState } from "../../parts/state-note.tsx";
import { useFormat } from "../../text/use-format.ts";
import { DescribeForm } from "../form/describe-form.tsx";
import { EditForm } from "../form/edit-form.tsx";
import { thingQuery, useInventoryNews } from "../queries.ts";
import { SortTabs } from "../sort-tabs.tsx";
import { sortAt, sortWords } from "../sorts.ts";
import type { Device, Group, Lamp, Thing, ThingSort } from "../thing.ts";
import { DeviceSections } from "./device-sections.tsx";
import { GroupMembers } from "./group-members.tsx";
import { LampSections } from "./lamp-sections.tsx";
import { NewSecret, useNewSecret } from "./new-secret.tsx";
import { ThingActions } from "./thing-actions.tsx";
import { useWhere } from "./use-where.ts";

export function Page() {
  const { sort: path, thingId } = useParams({ strict: false }) as { sort: string; thingId: string };
  const sort = sortAt(path);
  if (sort === undefined) return <EmptyState title={<Trans>There is nothing at this address</Trans>} />;
  return <ThingPage key={`${sort}/${thingId}`} sort={sort} id={thingId} />;
}

function ThingPage({ sort, id }: { readonly sort: ThingSort; readonly id: string }) {
  const thing = useQuery(thingQuery(sort, id));
  useInventoryNews();
  return <Answer of={thing}>{(data) => <ThingView sort={sort} thing={data} />}</Answer>;
}

function ThingView({ sort, thing }: { readonly sort: ThingSort; readonly thing: Thing }) {
  const { t } = useLingui();
  const format = useFormat();
  const mayChange = useMayIn("inventory", useWhere(sort, thing));
  const secret = useNewSecret();
  const { id, retiredAt } = thing;
  const one = t(sortWords[sort].one);
  const since = retiredAt === undefined ? "" : format.dateTime(retiredAt);
  return (
    <Frame
      title={thing.name}
      lead={retiredAt === undefined ? `${one} · ${id}` : t`${one} · ${id} · out of use since ${since}`}
      actions={<ThingActions sort={sort} thing={thing} mayChange={mayChange} />}
    >
      <SortTabs />
      {retiredAt !== undefined && mayChange ? (
        <DescribeForm
          sort={sort}
          initial={thing}
          retired={thing}
          onDone={(_, drawn) => drawn !== undefined && secret.show({ deviceId: id, secret: drawn })}
        />
      ) : (
        <EditForm sort={sort} thing={thing} readOnly={!mayChange || retiredAt !== undefined} />
      )}
      {sort === "lamp" && <LampSections lamp={thing as unknown as Lamp} mayChange={mayChange} onSecret={secret.show} />}
      {sort === "device" && (
        <DeviceSections device={thing as unknown as Device} mayChange={mayChange} onSecret={secret.show} />
      )}
      {sort === "group" && (
        <Section title={<Trans>Members</Trans>}>
          <GroupMembers group={thing as unknown as Group & Thing} mayChange={mayChange} />
        </Section>
      )}
      <NewSecret {...secret} />
    </Frame>
  );
}
