const SIGNATURE = Buffer.from('PGCOPY\n\u00ff\r\n\0', 'latin1');
const PREFIX = Buffer.concat([SIGNATURE, Buffer.alloc(8)]);
const TRAILER = Buffer.of(0xff, 0xff);
const POSTGRES_EPOCH_MS = Date.UTC(2000, 0, 1);

/** A value of a COPY row in PostgreSQL's binary form; undefined is NULL. */
export type Field = Buffer | undefined;

/** The whole of a binary COPY: signature, flags, each row with its field count and length-prefixed fields, trailer. */
export function copyBinary(rows: readonly Field[][]): Buffer {
  let size = PREFIX.length + TRAILER.length;
  for (const row of rows) {
    size += 2;
    for (const field of row) size += 4 + (field?.length ?? 0);
  }
  const copy = Buffer.allocUnsafe(size);
  let at = PREFIX.copy(copy);
  for (const row of rows) {
    at = copy.writeInt16BE(row.length, at);
    for (const field of row) {
      at = copy.writeInt32BE(field?.length ?? -1, at);
      if (field) at += field.copy(copy, at);
    }
  }
  TRAILER.copy(copy, at);
  return copy;
}

/** Two halves: a BigInt for each would cost more than the rest of the row. */
export function int8(value: number): Buffer {
  const buffer = Buffer.allocUnsafe(8);
  buffer.writeInt32BE(Math.floor(value / 2 ** 32));
  // eslint-disable-next-line no-bitwise -- the low 32 bits of a safe integer
  buffer.writeUInt32BE(value >>> 0, 4);
  return buffer;
}

export function int4(value: number): Buffer {
  const buffer = Buffer.allocUnsafe(4);
  buffer.writeInt32BE(value);
  return buffer;
}

export function int2(value: number): Buffer {
  const buffer = Buffer.allocUnsafe(2);
  buffer.writeInt16BE(value);
  return buffer;
}

/** `timestamptz`: microseconds since the year 2000. */
export const timestamp = (instant: string): Buffer => int8((Date.parse(instant) - POSTGRES_EPOCH_MS) * 1000);

export const uuid = (id: string): Buffer => Buffer.from(id.replaceAll('-', ''), 'hex');
