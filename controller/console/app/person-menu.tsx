/** Oneself: language, light or dark, password, signing out. */
import { Trans, useLingui } from "@lingui/react/macro";
import { ActionIcon, Menu, useComputedColorScheme, useMantineColorScheme } from "@mantine/core";
import { useDisclosure } from "@mantine/hooks";
import { IconKey, IconKeyboard, IconLanguage, IconLogout, IconMoon, IconSun, IconUser } from "@tabler/icons-react";
import { useMe } from "../api-client/me.ts";
import { PasswordDialog } from "../sign-in/password-dialog.tsx";
import { useLeave } from "../sign-in/use-leave.ts";
import { languageNames, languages, speak } from "../text/language.ts";
import { openKeyboardHelp } from "./keyboard.tsx";

export function PersonMenu() {
  const { t, i18n } = useLingui();
  const me = useMe();
  const leave = useLeave();
  const { setColorScheme } = useMantineColorScheme();
  const [isChanging, { open, close }] = useDisclosure(false);
  const other = languages.find((language) => language !== i18n.locale) ?? "vi";
  // as it is shown: until somebody chooses, the computer does
  const isDark = useComputedColorScheme("dark") === "dark";
  return (
    <>
      <Menu position="bottom-end" width={230}>
        <Menu.Target>
          <ActionIcon variant="default" size={34} aria-label={t`You: ${me.name}`}>
            <IconUser size={18} stroke={1.6} />
          </ActionIcon>
        </Menu.Target>
        <Menu.Dropdown>
          <Menu.Label>{me.name}</Menu.Label>
          <Menu.Item
            leftSection={isDark ? <IconSun size={16} /> : <IconMoon size={16} />}
            onClick={() => setColorScheme(isDark ? "light" : "dark")}
          >
            {isDark ? <Trans>Light colours</Trans> : <Trans>Dark colours</Trans>}
          </Menu.Item>
          <Menu.Item leftSection={<IconLanguage size={16} />} onClick={() => void speak(other)} lang={other}>
            {languageNames[other]}
          </Menu.Item>
          <Menu.Item leftSection={<IconKeyboard size={16} />} onClick={openKeyboardHelp}>
            <Trans>Keyboard</Trans>
          </Menu.Item>
          <Menu.Divider />
          <Menu.Item leftSection={<IconKey size={16} />} onClick={open}>
            <Trans>Change password</Trans>
          </Menu.Item>
          <Menu.Item leftSection={<IconLogout size={16} />} onClick={() => leave.mutate()}>
            <Trans>Sign out</Trans>
          </Menu.Item>
        </Menu.Dropdown>
      </Menu>
      <PasswordDialog opened={isChanging} onClose={close} />
    </>
  );
}
