/**
 * A process that feeds a journal without end and says what was committed, until somebody kills it.
 * Arguments: the file, devices, rows per message, and the sequence to begin with. Writes a line `<messages>` after each
 * commit it was told of; message n belongs to device n mod devices, its rows follow those of the message before.
 */
import { openSqliteJournal } from "../../controller/stores/telemetry/sqlite.ts";
import { arrivalOf, sampleAt } from "./telemetry.ts";

const [path, ...numbers] = process.argv.slice(2) as [string, ...string[]];
const [devices, rows, from] = numbers.map(Number) as [number, number, number];
/** ms from the last row of a message to its arrival: neither in the future nor so old that it stands aside. */
const onTheWay = 60_000;
const journal = await openSqliteJournal({ path, commitDelay: 2, foldDelay: 5 });

/** Message `n`; every seventh is sent twice, so that doubles cross every commit. */
function feed(n: number): void {
  const first = from + Math.floor(n / devices) * rows;
  const batch = {
    stream: "raw" as const,
    epoch: 7,
    after: first - 1,
    rows: Array.from({ length: rows }, (_, i) => sampleAt(first + i)),
  };
  const receivedAt = sampleAt(first + rows - 1).at + onTheWay;
  const arrival = arrivalOf(`lamp-${n % devices}`, "report", { states: [], batches: [batch] }, "cbor", receivedAt);
  journal.append(arrival);
  if (n % 7 === 0) journal.append(arrival);
}

for (let n = 0; ; ) {
  for (let i = 0; i < 200; i++) feed(n++);
  await journal.flushed();
  // written to the pipe before anything else happens: what the parent reads was committed
  await new Promise<void>((resolve) => process.stdout.write(`${n}\n`, () => resolve()));
}
