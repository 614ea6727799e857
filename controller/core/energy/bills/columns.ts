/** The columns a file of bills may have, and the Vietnamese and English headers they are known by. */
import { fold } from "../../inventory/search.ts";

/** One row is one billing period of one supply point. Required are supplyPoint, from, to, and energy or both readings. */
export const billColumns = [
  "supplyPoint",
  "from",
  "to",
  "previousReading",
  "reading",
  "factor",
  "energy",
  "number",
  "amount",
] as const;
export type BillColumn = (typeof billColumns)[number];

const headers: Readonly<Record<BillColumn, readonly string[]>> = {
  supplyPoint: ["supply point", "customer code", "utility code", "mã PE", "mã khách hàng", "mã KH", "điểm cấp điện"],
  from: ["from", "first day", "từ ngày", "ngày đầu kỳ"],
  to: ["to", "last day", "đến ngày", "ngày cuối kỳ"],
  previousReading: ["previous reading", "chỉ số đầu", "chỉ số đầu kỳ", "chỉ số cũ"],
  reading: ["reading", "chỉ số cuối", "chỉ số cuối kỳ", "chỉ số mới"],
  factor: ["factor", "multiplier", "hệ số nhân", "hệ số", "HSN"],
  energy: ["energy", "kWh", "điện năng", "điện năng tiêu thụ", "sản lượng"],
  number: ["invoice", "invoice number", "số hóa đơn", "số HĐ"],
  amount: ["amount", "total", "thành tiền", "tổng tiền", "tổng cộng"],
};

const columnByHeader = new Map(
  billColumns.flatMap((column) => [column, ...headers[column]].map((header) => [normal(header), column] as const)),
);

/** @returns undefined for a header nobody here reads. */
export function billColumnOf(header: string): BillColumn | undefined {
  return columnByHeader.get(normal(header));
}

/** How the column may be called, for the message that it is missing. */
export function namesOfBillColumn(column: BillColumn): string {
  return headers[column].join(", ");
}

/** Units in brackets do not count: "Điện năng (kWh)". */
function normal(header: string): string {
  return fold(header.replace(/\([^)]*\)/g, "")).replace(/[^a-z0-9]/g, "");
}
