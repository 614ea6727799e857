/** The columns a file of lamps may have, and the Vietnamese and English headers they are known by. */
import { fold } from "../search.ts";

/** One row is one light point. Required are lamp, lon and lat, and area and model where the request names none for all. */
export const importColumns = [
  "lamp",
  "name",
  "area",
  "use",
  "model",
  "lon",
  "lat",
  "road",
  "order",
  "arm",
  "pole",
  "cabinet",
  "cabinetLon",
  "cabinetLat",
  "circuit",
  "circuitKind",
  "segment",
  "phase",
  "device",
  "profile",
  "outputs",
  "output",
] as const;
export type ImportColumn = (typeof importColumns)[number];

/** As people write them in headers; marks, capitals and everything but letters and digits do not count. */
const headers: Readonly<Record<ImportColumn, readonly string[]>> = {
  lamp: ["lamp", "lamp id", "id", "mã đèn", "đèn", "mã"],
  name: ["name", "lamp name", "tên", "tên đèn"],
  area: ["area", "area id", "khu vực", "mã khu vực", "phường"],
  use: ["use", "mục đích", "loại chiếu sáng"],
  model: ["model", "lamp model", "model id", "loại đèn", "mẫu đèn"],
  lon: ["lon", "lng", "long", "longitude", "x", "kinh độ"],
  lat: ["lat", "latitude", "y", "vĩ độ"],
  road: ["road", "road id", "street", "đường", "tuyến đường", "tên đường"],
  order: ["order", "number", "thứ tự", "số thứ tự", "stt"],
  arm: ["arm", "cần", "cần đèn"],
  pole: ["pole", "cột", "số cột", "trụ", "số trụ"],
  cabinet: ["cabinet", "cabinet id", "tủ", "mã tủ", "tủ điều khiển"],
  cabinetLon: ["cabinet lon", "cabinet longitude", "kinh độ tủ"],
  cabinetLat: ["cabinet lat", "cabinet latitude", "vĩ độ tủ"],
  circuit: ["circuit", "circuit id", "lộ", "mã lộ", "lộ chiếu sáng", "mạch"],
  circuitKind: ["circuit kind", "loại lộ", "loại mạch", "chế độ"],
  segment: ["segment", "relay", "phân đoạn", "rơ le"],
  phase: ["phase", "pha"],
  device: ["device", "device id", "thiết bị", "mã thiết bị"],
  profile: ["profile", "device profile", "kiểu thiết bị"],
  outputs: ["outputs", "số ngõ ra"],
  output: ["output", "ngõ ra"],
};

const columnByHeader = new Map(
  importColumns.flatMap((column) => [column, ...headers[column]].map((header) => [normal(header), column] as const)),
);

/** @returns undefined for a header nobody here reads. */
export function columnOf(header: string): ImportColumn | undefined {
  return columnByHeader.get(normal(header));
}

/** Columns by the header a person chose for them; an empty one: no header of the file is this column. */
export type ChosenHeaders = Readonly<Partial<Record<ImportColumn, string>>>;

/** @returns as `columnOf`, but for columns whose header was chosen: those are under that header and no other. */
export function columnByChoice(chosen: ChosenHeaders): (header: string) => ImportColumn | undefined {
  const byHeader = new Map(
    importColumns.flatMap((column) => (chosen[column] ? [[chosen[column], column] as const] : [])),
  );
  return (header) => {
    const named = byHeader.get(header);
    if (named !== undefined) return named;
    const column = columnOf(header);
    return column !== undefined && chosen[column] === undefined ? column : undefined;
  };
}

/** How the column may be called, for the message that it is missing. */
export function namesOf(column: ImportColumn): string {
  return headers[column].join(", ");
}

function normal(header: string): string {
  return fold(header).replace(/[^a-z0-9]/g, "");
}
