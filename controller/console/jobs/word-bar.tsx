/** How many lamps gave which word: a bar of the words with their letters, and the figures beside it. */
import { useLingui } from "@lingui/react/macro";
import { useFormat } from "../text/use-format.ts";
import type { Job } from "./job.ts";
import classes from "./word-bar.module.css";
import { words } from "./word-order.ts";
import { wordLetters, wordMeanings, wordNames } from "./words.ts";

export function WordBar({ counts }: { readonly counts: Job["counts"] }) {
  const { t } = useLingui();
  const given = words.filter((word) => counts[word] > 0);
  return (
    <div className={classes.bar} aria-hidden="true">
      {given.map((word) => (
        <span key={word} data-kind={word} style={{ flexGrow: counts[word] }}>
          {t(wordLetters[word])}
        </span>
      ))}
    </div>
  );
}

export function WordFigures({ counts }: { readonly counts: Job["counts"] }) {
  const { t } = useLingui();
  const format = useFormat();
  return (
    <dl className={classes.figures} aria-live="polite">
      {words.map(
        (word) =>
          counts[word] > 0 && (
            <div key={word} data-kind={word} title={t(wordMeanings[word])}>
              <dt>
                <WordLetter word={word} /> {t(wordNames[word])}
              </dt>
              <dd data-word={word}>{format.number(counts[word])}</dd>
            </div>
          ),
      )}
    </dl>
  );
}

export function WordLetter({ word }: { readonly word: (typeof words)[number] }) {
  const { t } = useLingui();
  return (
    <span className={classes.letter} data-kind={word} aria-hidden="true">
      {t(wordLetters[word])}
    </span>
  );
}
