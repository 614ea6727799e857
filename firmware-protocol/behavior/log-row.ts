/**
 * Rows of the log as bytes: a quarter of what the same rows take as objects, which is what lets a microcontroller keep
 * weeks of them. Numbers are kept to a thousandth of their unit, the finest the wire carries.
 *
 * A row is its number of fields (u8) and then, per field, `column × 4 + form` (u8) and the value: form 0 a decimal,
 * 1 true, 2 false, 3 a text (length u8, ASCII). A decimal is `zigzag(mantissa) × 4 + decimals` as a little-endian
 * base-128 varint.
 */
import type { EventRow, Sample } from "../wire/samples.ts";

export type LogRow = Sample | EventRow;
type Column = keyof Sample | keyof EventRow;

/** Number of each column; never reused, as a log outlives the firmware that wrote it. */
const columnNumbers: Record<Column, number> = {
  at: 0,
  bootCount: 1,
  uptime: 2,
  output: 3,
  type: 4,
  state: 5,
  value: 6,
  level: 7,
  supplyVoltage: 8,
  supplyVoltageMin: 9,
  supplyVoltageMax: 10,
  supplyCurrent: 11,
  activePower: 12,
  reactivePower: 13,
  powerFactor: 14,
  frequency: 15,
  activeEnergy: 16,
  operatingHours: 17,
  litSeconds: 18,
  switchOnCounter: 19,
  supplyLossCount: 20,
  controlGearTemperature: 21,
  lightSourceVoltage: 22,
  lightSourceCurrent: 23,
  lightSourceTemperature: 24,
  communicationQuality: 25,
  rssi: 26,
  phase1Voltage: 27,
  phase2Voltage: 28,
  phase3Voltage: 29,
  phase1Current: 30,
  phase2Current: 31,
  phase3Current: 32,
  phase1ActivePower: 33,
  phase2ActivePower: 34,
  phase3ActivePower: 35,
  totalPower: 36,
  totalActiveEnergy: 37,
  neutralCurrent: 38,
  leakageCurrent: 39,
  closed: 40,
  selector: 41,
  cabinetDoorOpen: 42,
  circuitBreakerTripped: 43,
};
const columns = Object.keys(columnNumbers) as Column[];

const decimalForm = 0;
const trueForm = 1;
const falseForm = 2;
const textForm = 3;
const finest = 1000;

/** Bytes being written; grows as needed. */
export interface ByteBuffer {
  bytes: Uint8Array;
  used: number;
}

/** Appends one row. Absent and non-finite values are left out. */
export function packRow(buffer: ByteBuffer, row: LogRow): void {
  const start = buffer.used;
  let fields = 0;
  putByte(buffer, 0);
  for (const [name, value] of Object.entries(row) as [Column, unknown][]) {
    const column = columnNumbers[name] * 4;
    if (typeof value === "number" && Number.isFinite(value)) {
      putByte(buffer, column + decimalForm);
      putDecimal(buffer, value);
    } else if (typeof value === "boolean") putByte(buffer, column + (value ? trueForm : falseForm));
    else if (typeof value === "string") {
      putByte(buffer, column + textForm);
      putByte(buffer, value.length);
      for (let i = 0; i < value.length; i++) putByte(buffer, value.charCodeAt(i));
    } else continue;
    fields++;
  }
  buffer.bytes[start] = fields;
}

function putByte(buffer: ByteBuffer, byte: number): void {
  if (buffer.used === buffer.bytes.length) {
    const larger = new Uint8Array(Math.max(64, buffer.bytes.length * 2));
    larger.set(buffer.bytes);
    buffer.bytes = larger;
  }
  buffer.bytes[buffer.used++] = byte;
}

function putDecimal(buffer: ByteBuffer, value: number): void {
  let mantissa = Math.round(value * finest);
  let decimals = 3;
  while (decimals > 0 && mantissa % 10 === 0) {
    mantissa /= 10;
    decimals--;
  }
  // arithmetic instead of shifts: instants need more than 32 bits
  let rest = (mantissa < 0 ? -mantissa * 2 - 1 : mantissa * 2) * 4 + decimals;
  while (rest > 0x7f) {
    putByte(buffer, (rest % 0x80) + 0x80);
    rest = Math.floor(rest / 0x80);
  }
  putByte(buffer, rest);
}

/** A place in packed bytes. */
export interface ByteCursor {
  bytes: Uint8Array;
  position: number;
}

/** Reads the row at the cursor and moves it to the next. */
export function unpackRow(cursor: ByteCursor): LogRow {
  const row: Record<string, unknown> = {};
  for (let fields = takeByte(cursor); fields > 0; fields--) {
    const head = takeByte(cursor);
    const name = columns[head >> 2]!;
    const form = head & 3;
    if (form === decimalForm) row[name] = takeDecimal(cursor);
    else if (form === textForm) row[name] = takeText(cursor);
    else row[name] = form === trueForm;
  }
  return row as LogRow;
}

function takeByte(cursor: ByteCursor): number {
  return cursor.bytes[cursor.position++]!;
}

function takeDecimal(cursor: ByteCursor): number {
  let value = 0;
  let factor = 1;
  for (;;) {
    const byte = takeByte(cursor);
    value += (byte & 0x7f) * factor;
    if (byte < 0x80) break;
    factor *= 0x80;
  }
  const decimals = value % 4;
  const zigzag = (value - decimals) / 4;
  const mantissa = zigzag % 2 === 1 ? -(zigzag + 1) / 2 : zigzag / 2;
  return mantissa / 10 ** decimals;
}

function takeText(cursor: ByteCursor): string {
  let text = "";
  for (let left = takeByte(cursor); left > 0; left--) text += String.fromCharCode(takeByte(cursor));
  return text;
}

/** Most bytes a row can take in a CBOR message: two for each key and what its value needs at the finest scale. */
export function wireBytes(row: LogRow): number {
  let bytes = 2;
  for (const value of Object.values(row)) {
    bytes += 2 + (typeof value === "number" ? integerBytes(Math.abs(value) * finest) : 1);
  }
  return bytes;
}

function integerBytes(value: number): number {
  if (value < 24) return 1;
  if (value < 0x100) return 2;
  if (value < 0x1_0000) return 3;
  return value < 0x1_0000_0000 ? 5 : 9;
}
