/** The way to every screen that is open to the person, by what it is for. */
import type { MessageDescriptor } from "@lingui/core";
import { msg } from "@lingui/core/macro";
import { useLingui } from "@lingui/react/macro";
import { Link } from "@tanstack/react-router";
import { useMe } from "../api-client/me.ts";
import { screens } from "../screens.ts";
import classes from "./navigation.module.css";
import { type Screen, type Section, sections } from "./screen.ts";

const sectionTitles: Readonly<Record<Section, MessageDescriptor>> = {
  operate: msg`Operate`,
  plan: msg`Plan`,
  understand: msg`Understand`,
  manage: msg`Manage`,
};

/** @returns the screens this person has a use for. */
export function useOpenScreens() {
  const { powers } = useMe();
  return screens.filter(({ power }) => powers.includes(power));
}

/** Addresses of a screen, those that name a thing with its parameter. */
function pagesOf(path: string, pages: Screen["pages"]): string {
  return pages.map((page) => (page.path === "" ? `/${path}` : `/${path}/${page.path}`)).join(" ");
}

/** A component of its own, because each count is a hook. */
function Count({ useCount }: { readonly useCount: () => number }) {
  const { t } = useLingui();
  const count = useCount();
  if (count === 0) return null;
  return (
    <span className={classes.count} role="img" aria-label={t`${count} waiting for you`}>
      {count}
    </span>
  );
}

export function Navigation() {
  const { t } = useLingui();
  const open = useOpenScreens();
  return sections.map((section) => {
    const inside = open.filter((screen) => screen.section === section);
    if (inside.length === 0) return null;
    return (
      <div key={section} className={classes.section}>
        <p className={classes.title} id={`nav-${section}`}>
          {t(sectionTitles[section])}
        </p>
        <ul className={classes.list} aria-labelledby={`nav-${section}`}>
          {inside.map(({ path, title, icon: Icon, pages, useCount }) => (
            <li key={path}>
              <Link to={`/${path}` as never} className={classes.link} data-pages={pagesOf(path, pages)}>
                <Icon size={18} stroke={1.6} />
                {t(title)}
                {useCount && <Count useCount={useCount} />}
              </Link>
            </li>
          ))}
        </ul>
      </div>
    );
  });
}
