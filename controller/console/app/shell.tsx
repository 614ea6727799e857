/** The frame around every screen: where one is, where one can go, how fresh what one sees is. */
import { useLingui } from "@lingui/react/macro";
import { Burger, Drawer } from "@mantine/core";
import { useDisclosure } from "@mantine/hooks";
import { Outlet, useRouterState } from "@tanstack/react-router";
import { Suspense, useEffect } from "react";
import { Mark } from "../parts/mark.tsx";
import { LoadingState } from "../parts/state-note.tsx";
import { SearchButton } from "../search/search.tsx";
import { AreaSwitch } from "./area-scope.tsx";
import { KeyboardHelp } from "./keyboard.tsx";
import { Navigation } from "./navigation.tsx";
import { NewVersion } from "./new-version.tsx";
import { NightRibbon } from "./night-ribbon.tsx";
import { PasswordAdvice } from "./password-advice.tsx";
import { PersonMenu } from "./person-menu.tsx";
import classes from "./shell.module.css";
import { StreamBadge } from "./stream-badge.tsx";

export function Shell() {
  const { t } = useLingui();
  const [isOpen, { toggle, close }] = useDisclosure(false);
  const path = useRouterState({ select: ({ location }) => location.pathname });
  const shown = useRouterState({ select: ({ resolvedLocation }) => resolvedLocation?.href });
  const asked = useRouterState({ select: ({ location }) => location.href });
  // biome-ignore lint/correctness/useExhaustiveDependencies: a new place closes the drawer that led there
  useEffect(close, [path]);
  return (
    <div className={classes.shell}>
      <a className={`${classes.skip} seen-by-readers-only`} href="#content">
        {t`To the content`}
      </a>
      <header className={classes.top}>
        <div className={classes.header}>
          <Burger
            className={classes.burger}
            size="sm"
            opened={isOpen}
            onClick={toggle}
            aria-label={isOpen ? t`Close the menu` : t`Open the menu`}
          />
          <span className={classes.brand}>
            <Mark size={22} />
            <span>{t`Den`}</span>
          </span>
          <AreaSwitch />
          <span className={classes.gap} />
          <SearchButton />
          <StreamBadge />
          <PersonMenu />
        </div>
        <NightRibbon />
      </header>
      <nav className={classes.rail} aria-label={t`Screens`}>
        <Navigation />
      </nav>
      <Drawer opened={isOpen} onClose={close} size={260} title={t`Screens`}>
        <Navigation />
      </Drawer>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reached by keyboard */}
      <main className={classes.main} id="content" tabIndex={0} data-address={shown} aria-busy={shown !== asked}>
        <NewVersion />
        <PasswordAdvice />
        <Suspense fallback={<LoadingState />}>
          <Outlet />
        </Suspense>
      </main>
      <KeyboardHelp />
    </div>
  );
}
