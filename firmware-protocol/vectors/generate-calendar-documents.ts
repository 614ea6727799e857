/** Calendars and their bytes, and bytes that are no calendar. */
import { type Calendar, decodeCalendar, encodeCalendar } from "../wire/calendar.ts";
import { writeCbor } from "../wire/cbor-writer.ts";
import { nameDocument } from "../wire/documents.ts";
import { bridge, fullYear, segment, street } from "./calendars.ts";
import type { VectorFile } from "./vector-file.ts";

const good: readonly (readonly [name: string, calendar: Calendar])[] = [
  ["street", street],
  ["segment", segment],
  ["bridge", bridge],
  ["dark", { format: 1, programs: [{ points: [] }], defaultProgram: 0 }],
];

const dusk = { sun: "civilDusk", target: { level: 100 } } as const;
const plain: Calendar = { format: 1, programs: [{ points: [dusk] }], defaultProgram: 0 };

const bad: readonly (readonly [name: string, calendar: object])[] = [
  ["another format", { ...plain, format: 2 }],
  ["no format", { programs: plain.programs, defaultProgram: 0 }],
  ["no default program", { format: 1, programs: plain.programs }],
  ["a default program that does not exist", { ...plain, defaultProgram: 1 }],
  ["a rule for a program that does not exist", { ...plain, rules: [{ program: 1, weekdays: [1] }] }],
  ["a rule that matches every night", { ...plain, rules: [{ program: 0 }] }],
  ["30 February", { ...plain, rules: [{ program: 0, yearly: [[230, 301]] }] }],
  [
    "nights that do not ascend",
    {
      ...plain,
      rules: [
        {
          program: 0,
          nights: [
            [21_000, 21_001],
            [21_001, 21_002],
          ],
        },
      ],
    },
  ],
  ["a sixth Monday", { ...plain, rules: [{ program: 0, weekdays: [1], occurrences: [6] }] }],
  ["an eighth weekday", { ...plain, rules: [{ program: 0, weekdays: [8] }] }],
  ["a field that is none of a rule's", { ...plain, rules: [{ program: 0, weekdays: [1], level: 10 }] }],
  ["24:00", { ...plain, programs: [{ points: [{ time: 86_400, target: { level: 0 } }] }] }],
  ["a clock time and the sun", { ...plain, programs: [{ points: [{ ...dusk, time: 0 }] }] }],
  ["neither a clock time nor the sun", { ...plain, programs: [{ points: [{ target: { level: 0 } }] }] }],
  ["clamps that cross", { ...plain, programs: [{ points: [{ ...dusk, notBefore: 3600, notAfter: 80_000 }] }] }],
  ["a level and a relay", { ...plain, programs: [{ points: [dusk, { time: 0, target: { closed: false } }] }] }],
  ["a dwell below a minute", { ...plain, dwell: 59 }],
];

export const calendarDocumentVectors = {
  name: "calendar-document.json",
  about:
    "`calendar` has the canonical bytes `cbor` (hexadecimal), the digest and the parts; a rule of its own for each night of a year and twelve programs of eight points have `bytes`. `refused`: a device must not use these bytes (`badDocument`); the code need not be the same.",
  cases: () => [
    ...good.map(([name, calendar]) => {
      const bytes = encodeCalendar(calendar);
      return { name, calendar, cbor: bytes.toHex(), ...nameDocument(bytes) };
    }),
    { name: "twelve programs, a rule for each night of a year", bytes: encodeCalendar(fullYear).length },
    ...bad.map(([name, calendar]) => {
      const bytes = writeCbor(calendar);
      const decoded = decodeCalendar(bytes);
      return { name, cbor: bytes.toHex(), refused: decoded.ok ? undefined : decoded.reject.code };
    }),
  ],
} satisfies VectorFile;
