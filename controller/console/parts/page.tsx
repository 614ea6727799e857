/** The frame of a screen: its heading, what it can do, and its body. */
import { useLingui } from "@lingui/react";
import { Title } from "@mantine/core";
import { type ReactNode, useLayoutEffect, useRef, useState } from "react";
import classes from "./page.module.css";
import { useTabTitle } from "./use-tab-title.ts";

interface PageProps {
  readonly title: ReactNode;
  /** A line under the heading: what this is about, for which night, how fresh. */
  readonly lead?: ReactNode;
  /** Buttons at the end of the heading's line. */
  readonly actions?: ReactNode;
  /** Up to the edges, for maps and long tables. */
  readonly wide?: boolean;
  readonly children: ReactNode;
}

export function Page({ title, lead, actions, wide = false, children }: PageProps) {
  const heading = useHeadingAsTabTitle();
  return (
    <div className={wide ? classes.wide : classes.page}>
      <div className={classes.head}>
        <div className={classes.words}>
          <Title ref={heading} order={1} size="h2" className={classes.title}>
            {title}
          </Title>
          {lead && <p className={classes.lead}>{lead}</p>}
        </div>
        {actions && <div className={classes.actions}>{actions}</div>}
      </div>
      {children}
    </div>
  );
}

/** Titles are words, or made of them by components: what is read is what is written in the end. */
function useHeadingAsTabTitle() {
  useLingui();
  const heading = useRef<HTMLHeadingElement>(null);
  const [text, setText] = useState<string>();
  useLayoutEffect(() => setText(heading.current?.textContent ?? undefined));
  useTabTitle(text);
  return heading;
}

interface SectionProps {
  readonly title: ReactNode;
  readonly actions?: ReactNode;
  readonly children: ReactNode;
}

/** A part of a screen under a hairline. */
export function Section({ title, actions, children }: SectionProps) {
  return (
    <section className={classes.section}>
      <div className={classes.sectionHead}>
        <Title order={2} size="h5" className={classes.sectionTitle}>
          {title}
        </Title>
        {actions}
      </div>
      {children}
    </section>
  );
}
