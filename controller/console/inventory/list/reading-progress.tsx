/** How far the reading of a long list is; lists of one page are there before anybody wonders. */
import { useLingui } from "@lingui/react/macro";
import { Progress } from "@mantine/core";
import { useFormat } from "../../text/use-format.ts";
import { useProgress } from "../read-whole.ts";

export function ReadingProgress({ queryKey }: { readonly queryKey: readonly unknown[] }) {
  const { t } = useLingui();
  const { number } = useFormat();
  const progress = useProgress(queryKey);
  if (progress === undefined) return null;
  const { read, total } = progress;
  return (
    <div>
      <p>{t`${number(read)} of ${number(total)} read`}</p>
      <Progress value={(100 * read) / Math.max(total, 1)} aria-label={t`Reading the list`} />
    </div>
  );
}
