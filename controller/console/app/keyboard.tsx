/** Keys: `g` and a letter for a screen, `/` or ctrl-K for the search, `?` for this list. */
import { Trans, useLingui } from "@lingui/react/macro";
import { Kbd, Modal, Switch, Table } from "@mantine/core";
import { createStore, useStore } from "@mantine/store";
import { useNavigate } from "@tanstack/react-router";
import { useEffect, useEffectEvent, useRef } from "react";
import { useOpenScreens } from "./navigation.tsx";
import { setSingleKeys, singleKeysAreOn, useSingleKeys } from "./single-keys.ts";

const help = createStore({ isOpen: false });
export const openKeyboardHelp = (): void => help.setState({ isOpen: true });
/** ms after `g` in which the letter counts. */
const chordSpan = 1_500;

export function KeyboardHelp() {
  const { t } = useLingui();
  const { isOpen } = useStore(help);
  const screens = useOpenScreens();
  const areOn = useSingleKeys();
  useScreenKeys();
  return (
    <Modal opened={isOpen} onClose={() => help.setState({ isOpen: false })} title={t`Keyboard`}>
      <Table>
        <Table.Tbody>
          <Row keys={areOn ? ["Ctrl K", "/"] : ["Ctrl K"]} what={t`Search`} />
          {areOn && screens.map(({ path, key, title }) => <Row key={path} keys={["g", key]} what={t(title)} />)}
          {areOn && <Row keys={["?"]} what={t`This list`} />}
          <Row keys={["Esc"]} what={t`Close a dialog`} />
          <Row
            keys={["Space", "Enter"]}
            what={t`Kept down for 2 seconds: isolate, emergency and whatever else is held`}
          />
          <Row keys={["PgUp", "PgDn"]} what={t`In a calendar: the month before and after; Home is today`} />
        </Table.Tbody>
        {screens.map(
          ({ path, title, keys }) =>
            keys && (
              <Table.Tbody key={path}>
                <Table.Tr>
                  <Table.Th scope="rowgroup" colSpan={2}>
                    {t(title)}
                  </Table.Th>
                </Table.Tr>
                {keys.map((row) => (
                  <Row key={row.keys.join()} keys={row.keys} what={t(row.what)} />
                ))}
              </Table.Tbody>
            ),
        )}
      </Table>
      <p>
        <Trans>Tab goes to the next control, Enter or Space presses it.</Trans>
      </p>
      <Switch
        label={t`Single letters are shortcuts`}
        checked={areOn}
        onChange={({ currentTarget }) => setSingleKeys(currentTarget.checked)}
      />
    </Modal>
  );
}

function Row({ keys, what }: { readonly keys: readonly string[]; readonly what: string }) {
  return (
    <Table.Tr>
      <Table.Th scope="row" w={130}>
        {keys.map((key) => (
          <Kbd key={key} mr={4}>
            {key}
          </Kbd>
        ))}
      </Table.Th>
      <Table.Td>{what}</Table.Td>
    </Table.Tr>
  );
}

function useScreenKeys(): void {
  const navigate = useNavigate();
  const screens = useOpenScreens();
  const chordAt = useRef(Number.NEGATIVE_INFINITY);
  const onKey = useEffectEvent((event: KeyboardEvent) => {
    if (!singleKeysAreOn() || event.ctrlKey || event.metaKey || event.altKey || isTyping(event.target)) return;
    if (event.key === "?") return openKeyboardHelp();
    if (event.key === "g") {
      chordAt.current = event.timeStamp;
      return;
    }
    const screen = screens.find(({ key }) => key === event.key);
    if (screen === undefined || event.timeStamp - chordAt.current > chordSpan) return;
    chordAt.current = Number.NEGATIVE_INFINITY;
    void navigate({ to: `/${screen.path}` } as never);
  });
  useEffect(() => {
    addEventListener("keydown", onKey);
    return () => removeEventListener("keydown", onKey);
  }, []);
}

function isTyping(target: EventTarget | null): boolean {
  return (
    target instanceof HTMLElement && (target.isContentEditable || /^(INPUT|TEXTAREA|SELECT)$/.test(target.tagName))
  );
}
