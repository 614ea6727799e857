/**
 * What is remembered of fourteen nights alone: everything the lamps said before and after goes through the controller's
 * telemetry into a real journal, some of it twice, and the journal is compared row by row with what the lamps logged.
 * Three hundred lamps with DEN_TEST_LONG=1.
 */
import { setTimeout as sleep } from "node:timers/promises";
import { expect, test } from "vitest";
import { decodeMessage } from "#protocol/wire/codec.ts";
import { createTelemetry, type Telemetry } from "../../../../controller/engine/telemetry/telemetry.ts";
import { openSqliteJournal, type SqliteJournal } from "../../../../controller/stores/telemetry/sqlite.ts";
import { makeLamps, nights, runFourteenNights, type Said } from "../../../simulator/lonely-street.ts";
import { createFakeClock } from "../../../support/fake-clock.ts";
import { asJournalRow, keyOf, readJournal, trueRows } from "../../../support/journal-rows.ts";
import { arrivalOf } from "../../../support/telemetry.ts";
import { createTempFolder } from "../../../support/temp-folder.ts";

const lampCount = process.env.DEN_TEST_LONG === "1" ? 300 : 18;
/** Every so many messages one arrives twice, as at QoS 1 after a loss. */
const twiceEvery = 5;
/** Messages between two waits for the disk: a journal that is asked for too much at once refuses. */
const messagesAtOnce = 500;

function hear(telemetry: Telemetry, { at, device, kind, payload }: Said): void {
  if (kind === "hello") {
    const decoded = decodeMessage("hello", payload);
    if (!decoded.ok) throw new Error(decoded.reject.detail);
    telemetry.hello(device, decoded.message);
  } else if (kind === "report" || kind === "event" || kind === "answer") {
    const decoded = decodeMessage(kind, payload);
    if (!decoded.ok) throw new Error(decoded.reject.detail);
    telemetry.arrived(arrivalOf(device, kind, decoded.message, "cbor", at), decoded.message);
    if (kind === "answer") telemetry.answered(device, decoded.message as never);
  }
}

async function feed(said: readonly Said[], telemetry: Telemetry, journal: SqliteJournal): Promise<void> {
  for (const [n, message] of said.entries()) {
    hear(telemetry, message);
    if (n % twiceEvery === 0) hear(telemetry, message);
    if (n % messagesAtOnce === 0) await journal.flushed();
  }
  await journal.flushed();
  while (journal.figures().unfolded > 0) await sleep(10);
}

test(`the journal of ${lampCount} lamps has every row of ${nights} nights once and as it was, and knows what was thinned`, async () => {
  const { said, logged, hellos, answers } = runFourteenNights(makeLamps(lampCount));
  using folder = createTempFolder("history");
  const path = folder.of("telemetry.sqlite");
  const journal = await openSqliteJournal({ path, commitDelay: 1, foldDelay: 1 });
  let id = 0;
  const clock = createFakeClock(said[0]!.at);
  const telemetry = createTelemetry({ clock, journal, draw: () => ++id, ask: () => {} });
  try {
    await feed(said, telemetry, journal);
    for (const [device, { log }] of hellos) {
      expect(await journal.missing(device, log!), `${device} has no gap that nobody accounted for`).toEqual([]);
    }
  } finally {
    telemetry.close();
    await journal.close();
  }

  const lost = new Set<string>();
  for (const [deviceId, said] of answers) {
    for (const { stream, epoch, fromSequence, toSequence } of said.flatMap((answer) => answer.lost ?? [])) {
      for (let sequence = fromSequence; sequence <= toSequence; sequence++) {
        lost.add(keyOf({ deviceId, stream, epoch, sequence }));
      }
    }
  }
  const rows = readJournal(path);
  const held = new Set(rows.map(({ key }) => key));
  expect(held.size, "no row twice").toBe(rows.length);
  const truth = trueRows(logged);
  for (const row of rows) {
    const expected = asJournalRow(truth.get(row.key)!);
    // what was logged before the clock was known is dated by its boot
    expect(row).toEqual(expected.at === undefined ? { ...expected, at: row.at } : expected);
  }
  // up to what the last hello speaks of: later rows are on their way in any case
  const due = [...truth.values()].filter(({ deviceId, stream, epoch, sequence }) =>
    hellos.get(deviceId)!.log!.some((each) => each.stream === stream && each.epoch === epoch && sequence < each.next),
  );
  const missing = due.map(keyOf).filter((key) => !held.has(key) && !lost.has(key));
  expect(missing).toEqual([]);
  const events = due.filter(({ stream }) => stream !== "raw");
  expect(events.filter((row) => lost.has(keyOf(row)))).toEqual([]);
  console.log(
    `${said.length} messages, ${rows.length} rows in the journal, ${lost.size} raw rows thinned and accounted for`,
  );
}, 600_000);
