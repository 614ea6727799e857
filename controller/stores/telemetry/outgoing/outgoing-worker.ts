/** Entry of the thread that reads what is to be forwarded: a long query of people never stands in its way. */
import { parentPort, workerData } from "node:worker_threads";
import { telemetryError } from "../file/damage.ts";
import { openForReading } from "../file/schema.ts";
import { type FromOutgoingReader, type OutgoingQuestion, type ToOutgoingReader, toPlain } from "../thread-messages.ts";
import { createOutgoingReader } from "./outgoing-reader.ts";

const port = parentPort!;
const { path } = workerData as { path: string };
const reader = createOutgoingReader(openForReading(path));

port.on("message", ({ id, question }: ToOutgoingReader) => {
  let answer: FromOutgoingReader;
  try {
    answer = { id, result: run(question) };
  } catch (error) {
    answer = { id, error: toPlain(telemetryError(path, error)) };
  }
  port.postMessage(answer);
});

function run(question: OutgoingQuestion) {
  switch (question.kind) {
    case "next":
      return reader.next(question.from, question.rows);
    case "refused":
      return reader.refused(question.limit);
    default:
      return question satisfies never;
  }
}
