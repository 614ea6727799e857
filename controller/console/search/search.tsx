/** Ctrl-K: to any screen or thing by a few letters, with or without marks. */
import { useLingui } from "@lingui/react/macro";
import { ActionIcon } from "@mantine/core";
import { type HotkeyItem, useDisclosure, useHotkeys } from "@mantine/hooks";
import { IconSearch } from "@tabler/icons-react";
import { useSingleKeys } from "../app/single-keys.ts";
import { SearchDialog } from "./search-dialog.tsx";

export function SearchButton() {
  const { t } = useLingui();
  const [isOpen, { open, close }] = useDisclosure(false);
  useHotkeys([["mod+K", open], ...(useSingleKeys() ? [["/", open] satisfies HotkeyItem] : [])]);
  return (
    <>
      <ActionIcon variant="default" size={34} aria-label={t`Search (Ctrl-K)`} onClick={open}>
        <IconSearch size={18} stroke={1.6} />
      </ActionIcon>
      <SearchDialog opened={isOpen} onClose={close} />
    </>
  );
}
