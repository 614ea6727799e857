/** Pieces of InfluxQL: which rows are meant. Device ids are lower-case letters, digits and hyphens: nothing to escape. */

/** Devices named in one statement: InfluxDB 1.6 compares each of its devices with the list. */
const chunk = 500;
/** EpochMs InfluxDB can still count in nanoseconds: the year 2262. */
const lastAt = 9_223_372_036_853;

/** A device, or one output of it. */
interface Place {
  readonly device: string;
  readonly output?: number | undefined;
}

export function isDevice({ device, output }: Place): string {
  return `"device" = '${device}' AND "output" = '${output ?? ""}'`;
}

/** Devices only: outputs are told apart in the answer, which is grouped by them. */
export function devicesIn(places: readonly Place[]): string {
  const devices = [...new Set(places.map(({ device }) => device))];
  return devices.length === 1 ? `"device" = '${devices[0]}'` : `"device" =~ /^(${devices.join("|")})$/`;
}

/** Half-open, EpochMs. @returns undefined for an empty one. */
export function periodOf(from: number, to: number): string | undefined {
  const end = Math.min(to, lastAt);
  return from < end ? `time >= ${from}ms AND time < ${end}ms` : undefined;
}

export function inChunks<T>(all: readonly T[]): T[][] {
  return Array.from({ length: Math.ceil(all.length / chunk) }, (_, n) => all.slice(n * chunk, (n + 1) * chunk));
}

/** Name of a place, by the tags of a series. */
export function placeOf(tags: Readonly<Record<string, string>> | undefined): string {
  return `${tags?.device} ${tags?.output ?? ""}`;
}
