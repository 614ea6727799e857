/** Entry of the journal's reading thread: answers queries one after the other. */
import { parentPort, workerData } from "node:worker_threads";
import { telemetryError } from "./damage.ts";
import { createQueries } from "./queries.ts";
import { openForReading } from "./schema.ts";
import { type FromReader, type QueryOf, type ToReader, toPlain } from "./thread-messages.ts";

const port = parentPort!;
const { path } = workerData as { path: string };
const db = openForReading(path);
const queries = createQueries(db);

port.on("message", (message: ToReader | "close") => {
  if (message === "close") {
    db.close();
    port.close();
    return;
  }
  const { id, kind, query } = message;
  let answer: FromReader;
  try {
    answer = { id, result: run(kind, query) };
  } catch (error) {
    answer = { id, error: toPlain(telemetryError(path, error)) };
  }
  port.postMessage(answer);
});

/** Kind and query belong together: both come from one call of the port. */
function run(kind: ToReader["kind"], query: ToReader["query"]) {
  switch (kind) {
    case "series":
      return queries.series(query as QueryOf<"series">);
    case "events":
      return queries.events(query as QueryOf<"events">);
    case "summaries":
      return queries.summaries(query as QueryOf<"summaries">);
    case "aggregate":
      return queries.aggregate(query as QueryOf<"aggregate">);
    case "latest":
      return queries.latest(query as QueryOf<"latest">);
    default:
      return kind satisfies never;
  }
}
