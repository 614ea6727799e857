/** Keys: `g` and a letter for a screen, `/` or ctrl-K for the search, `?` for this list. */
import { Trans, useLingui } from "@lingui/react/macro";
import { Kbd, Modal, Table } from "@mantine/core";
import { createStore, useStore } from "@mantine/store";
import { useNavigate } from "@tanstack/react-router";
import { useEffect, useEffectEvent, useRef } from "react";
import { useOpenScreens } from "./navigation.tsx";

const help = createStore({ isOpen: false });
export const openKeyboardHelp = (): void => help.setState({ isOpen: true });
/** ms after `g` in which the letter counts. */
const chordSpan = 1_500;

export function KeyboardHelp() {
  const { t } = useLingui();
  const { isOpen } = useStore(help);
  const screens = useOpenScreens();
  useScreenKeys();
  return (
    <Modal
      opened={isOpen}
      onClose={() => help.setState({ isOpen: false })}
      title={t`Keyboard`}
      closeButtonProps={{ "aria-label": t`Close` }}
    >
      <Table>
        <Table.Tbody>
          <Row keys={["Ctrl", "K"]} what={t`Search`} />
          {screens.map(({ path, key, title }) => (
            <Row key={path} keys={["g", key]} what={t(title)} />
          ))}
          <Row keys={["?"]} what={t`This list`} />
          <Row keys={["Esc"]} what={t`Close a dialog`} />
        </Table.Tbody>
      </Table>
      <p>
        <Trans>Tab goes to the next control, Enter or Space presses it.</Trans>
      </p>
    </Modal>
  );
}

function Row({ keys, what }: { readonly keys: readonly string[]; readonly what: string }) {
  return (
    <Table.Tr>
      <Table.Th scope="row">
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
    if (event.ctrlKey || event.metaKey || event.altKey || isTyping(event.target)) return;
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
