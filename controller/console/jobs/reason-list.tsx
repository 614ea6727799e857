/** What keeps lamps from following, reason by reason with what to do; a press narrows the list of lamps to those. */
import { Plural, Trans, useLingui } from "@lingui/react/macro";
import { UnstyledButton } from "@mantine/core";
import { useUrlValues } from "../app/url-values.ts";
import { Section } from "../parts/page.tsx";
import type { ReasonGroup } from "./reason-groups.ts";
import classes from "./reason-list.module.css";
import { useReasonTexts } from "./reason-text.ts";
import { WordLetter } from "./word-bar.tsx";
import { wordNames } from "./words.ts";

/** More are found in the list of lamps. */
const shownAtMost = 8;

export function ReasonList({ groups }: { readonly groups: readonly ReasonGroup[] }) {
  const { t } = useLingui();
  const { groupText, adviceOf } = useReasonTexts();
  const [{ reason }, set] = useUrlValues<"reason">();
  if (groups.length === 0) return null;
  return (
    <Section title={<Trans>What keeps lamps from it</Trans>}>
      <ul className={classes.reasons}>
        {groups.slice(0, shownAtMost).map((group) => {
          const isChosen = reason === group.id;
          return (
            <li key={group.id}>
              <UnstyledButton
                className={classes.reason}
                aria-pressed={isChosen}
                onClick={() => set({ reason: isChosen ? undefined : group.id })}
              >
                <span className={classes.lamps}>
                  <WordLetter word={group.word} /> <Plural value={group.lamps} one="# lamp" other="# lamps" />
                </span>
                <span>
                  <b className={classes.why}>
                    {t(wordNames[group.word])}: {groupText(group)}
                  </b>{" "}
                  <span className={classes.advice}>{adviceOf(group.example)}</span>
                </span>
              </UnstyledButton>
            </li>
          );
        })}
      </ul>
    </Section>
  );
}
