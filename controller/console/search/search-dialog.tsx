/** What the search finds, chosen by arrow keys or by hand. */
import type { MessageDescriptor } from "@lingui/core";
import { msg } from "@lingui/core/macro";
import { Trans, useLingui } from "@lingui/react/macro";
import { Combobox, Modal, TextInput, useCombobox } from "@mantine/core";
import { useDebouncedValue } from "@mantine/hooks";
import { IconSearch } from "@tabler/icons-react";
import { keepPreviousData, useQuery } from "@tanstack/react-query";
import { useNavigate } from "@tanstack/react-router";
import { useEffect, useState } from "react";
import type { z } from "zod";
import type { PlanSummary } from "../../api/plan-revision-schemas.ts";
import type { Found } from "../../api/routes/search.ts";
import { api } from "../api-client/api-client.ts";
import { useOpenScreens } from "../app/navigation.tsx";
import { problemText } from "../text/problem-text.ts";
import { fold } from "./fold.ts";
import { placeOf } from "./place-of.ts";

type FoundInInventory = z.infer<typeof Found>;
export interface FoundThing extends Pick<FoundInInventory, "id" | "name"> {
  readonly sort: FoundInInventory["sort"] | "plan";
}

const sortTitles: Readonly<Record<FoundThing["sort"], MessageDescriptor>> = {
  area: msg`Areas`,
  road: msg`Roads`,
  cabinet: msg`Cabinets`,
  circuit: msg`Circuits`,
  supplyPoint: msg`Supply points`,
  group: msg`Groups`,
  lamp: msg`Lamps`,
  device: msg`Devices`,
  plan: msg`Plans`,
};

interface SearchDialogProps {
  readonly opened: boolean;
  readonly onClose: () => void;
}

export function SearchDialog({ opened, onClose }: SearchDialogProps) {
  const { t } = useLingui();
  return (
    <Modal opened={opened} onClose={onClose} title={t`Search`} yOffset="12vh" centered={false}>
      <SearchBox onDone={onClose} />
    </Modal>
  );
}

function SearchBox({ onDone }: { readonly onDone: () => void }) {
  const { t } = useLingui();
  const navigate = useNavigate();
  const combobox = useCombobox({ opened: true });
  const [text, setText] = useState("");
  const [asked] = useDebouncedValue(text.trim(), 120);
  const openScreens = useOpenScreens();
  const screens = openScreens.filter(({ title }) => fold(t(title)).includes(fold(text.trim())));
  const found = useQuery({
    queryKey: ["search", asked],
    queryFn: ({ signal }) => api.get<{ items: FoundInInventory[] }>("/search", { query: { q: asked }, signal }),
    enabled: asked !== "",
    placeholderData: keepPreviousData,
  });
  // a city has a handful of plans: they are read once and looked through here
  const plans = useQuery({
    queryKey: ["search", "plans"],
    queryFn: ({ signal }) => api.get<{ items: z.infer<typeof PlanSummary>[] }>("/plans", { signal }),
    enabled: openScreens.some(({ path }) => path === "plans"),
  });
  const foundPlans = (plans.data?.items ?? [])
    .filter(({ name }) => words(asked).every((word) => fold(name).includes(word)))
    .map(({ id, name }): FoundThing => ({ sort: "plan", id, name }));
  const things: readonly FoundThing[] = asked === "" ? [] : [...foundPlans, ...(found.data?.items ?? [])];
  const bySort = Map.groupBy(things, ({ sort }) => sort);
  const { selectFirstOption } = combobox;
  // Enter goes to the first, whatever has just been found
  // biome-ignore lint/correctness/useExhaustiveDependencies: the list is chosen from anew when it changes
  useEffect(() => {
    if (text !== "") selectFirstOption();
  }, [text, things.length, selectFirstOption]);
  const go = (value: string) => {
    const [kind, id = ""] = value.split(" ");
    const thing = things.find(({ sort, id: own }) => sort === kind && own === id);
    void navigate((thing === undefined ? { to: `/${id}` } : placeOf(thing)) as never);
    onDone();
  };
  const isNothing = asked !== "" && found.isSuccess && things.length + screens.length === 0;
  return (
    <Combobox store={combobox} onOptionSubmit={go}>
      <Combobox.EventsTarget>
        <TextInput
          data-autofocus
          aria-label={t`Search`}
          placeholder={t`Lamp, road, cabinet, area, screen`}
          leftSection={<IconSearch size={16} />}
          value={text}
          onChange={({ currentTarget }) => setText(currentTarget.value)}
          // the list is always open, so the key that would close it closes all
          onKeyDown={({ key }) => key === "Escape" && onDone()}
        />
      </Combobox.EventsTarget>
      <Combobox.Options mt="sm" mah="50vh" style={{ overflowY: "auto" }} aria-label={t`Found`}>
        {screens.length > 0 && (
          <Combobox.Group label={t`Screens`}>
            {screens.map(({ path, title }) => (
              <Combobox.Option key={path} value={`screen ${path}`}>
                {t(title)}
              </Combobox.Option>
            ))}
          </Combobox.Group>
        )}
        {[...bySort].map(([sort, items]) => (
          <Combobox.Group key={sort} label={t(sortTitles[sort])}>
            {items.map(({ id, name }) => (
              <Combobox.Option key={id} value={`${sort} ${id}`}>
                {name} <small>{id}</small>
              </Combobox.Option>
            ))}
          </Combobox.Group>
        ))}
      </Combobox.Options>
      <p role="status">
        {isNothing && <Trans>Nothing is called like that.</Trans>}
        {found.error && problemText(found.error)}
      </p>
    </Combobox>
  );
}

const words = (text: string): string[] => fold(text).split(/\s+/).filter(Boolean);
