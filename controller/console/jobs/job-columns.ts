/** Jobs as words: what a search looks into and what a file holds. */
import { useLingui } from "@lingui/react/macro";
import { kindNames } from "../order/kinds.ts";
import type { Column } from "../table/columns.ts";
import { useFormat } from "../text/use-format.ts";
import type { Job, Order } from "./job.ts";
import { useOrderText } from "./order-text.ts";
import { wordNames } from "./words.ts";

export interface JobLine {
  readonly job: Job;
  /** Absent while it is not known. */
  readonly order: Order | undefined;
}

const words = ["proven", "followed", "held", "refused", "silent", "pending"] as const;

export function useJobColumns(): readonly Column<JobLine>[] {
  const { t } = useLingui();
  const format = useFormat();
  const orderText = useOrderText();
  const states: Readonly<Record<Job["state"], string>> = {
    running: t`Under way`,
    paused: t`Paused`,
    done: t({ message: "Done", context: "job" }),
    cancelled: t({ message: "Cancelled", context: "job" }),
  };
  return [
    { id: "at", title: t`Time`, text: ({ job }) => format.dateTime(job.createdAt) },
    { id: "what", title: t`What`, text: ({ job, order }) => (order ? orderText(order) : t(kindNames[job.orderKind])) },
    { id: "who", title: t`Who`, text: ({ job }) => job.personName },
    { id: "why", title: t`Why`, text: ({ order }) => order?.why ?? "" },
    { id: "paper", title: t`Document number`, text: ({ order }) => order?.documentNumber ?? "" },
    { id: "state", title: t`State`, text: ({ job }) => states[job.state] },
    { id: "lamps", title: t({ message: "Lamps", context: "how many" }), text: ({ job }) => String(job.lamps) },
    ...words.map((word) => ({
      id: word,
      title: t(wordNames[word]),
      text: ({ job }: JobLine) => String(job.counts[word]),
    })),
  ];
}
