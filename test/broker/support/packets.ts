/** MQTT packets as bytes, sound or not, for tests that speak to the broker without a client library. */

export function text(value: string | Buffer): Buffer {
  const bytes = Buffer.from(value as string);
  const length = Buffer.alloc(2);
  length.writeUInt16BE(bytes.length);
  return Buffer.concat([length, bytes]);
}

export function packet(first: number, ...body: (Buffer | number[])[]): Buffer {
  const bytes = Buffer.concat(body.map((part) => Buffer.from(part)));
  const length: number[] = [];
  let rest = bytes.length;
  do {
    const digit = rest % 128;
    rest = Math.trunc(rest / 128);
    length.push(rest > 0 ? digit | 0x80 : digit);
  } while (rest > 0);
  return Buffer.concat([Buffer.from([first, ...length]), bytes]);
}

export interface ConnectParts {
  clientId?: string | Buffer;
  userName?: string | Buffer | undefined;
  password?: string | Buffer | undefined;
  will?: { topic: string | Buffer; payload?: string | Buffer; qos?: number; retain?: boolean } | undefined;
  cleanSession?: boolean;
  keepAlive?: number;
  /** Replaces the flags that follow from the rest. */
  flags?: number;
  protocolName?: string;
  protocolLevel?: number;
}

export function connect(parts: ConnectParts = {}): Buffer {
  const { clientId = "", userName, password, will, cleanSession = true, keepAlive = 60 } = parts;
  const flags =
    (cleanSession ? 0x02 : 0) |
    (will ? 0x04 | ((will.qos ?? 0) << 3) | (will.retain ? 0x20 : 0) : 0) |
    (password === undefined ? 0 : 0x40) |
    (userName === undefined ? 0 : 0x80);
  return packet(
    0x10,
    text(parts.protocolName ?? "MQTT"),
    [parts.protocolLevel ?? 4, parts.flags ?? flags, keepAlive >> 8, keepAlive & 0xff],
    text(clientId),
    ...(will ? [text(will.topic), text(will.payload ?? "")] : []),
    ...(userName === undefined ? [] : [text(userName)]),
    ...(password === undefined ? [] : [text(password)]),
  );
}

export function publish(
  topic: string | Buffer,
  payload: string | Buffer = "",
  { qos = 0, id = 1, retain = false, dup = false }: { qos?: number; id?: number; retain?: boolean; dup?: boolean } = {},
): Buffer {
  const first = 0x30 | (dup ? 8 : 0) | (qos << 1) | (retain ? 1 : 0);
  return packet(first, text(topic), qos > 0 ? [id >> 8, id & 0xff] : [], Buffer.from(payload as string));
}

export function subscribe(
  filters: (string | Buffer)[],
  { id = 1, qos = 1 }: { id?: number; qos?: number } = {},
): Buffer {
  return packet(0x82, [id >> 8, id & 0xff], ...filters.flatMap((filter) => [text(filter), [qos]]));
}

export function unsubscribe(filters: string[], id = 1): Buffer {
  return packet(0xa2, [id >> 8, id & 0xff], ...filters.map(text));
}

export const pingreq = packet(0xc0);
export const disconnect = packet(0xe0);
export const puback = (id: number): Buffer => packet(0x40, [id >> 8, id & 0xff]);
