import 'server-only';

/** The element types that arrays can be made of, with their OIDs in PostgreSQL's catalogue (pg_type.dat). */
const OIDS = {
  boolean: 16,
  bytea: 17,
  bigint: 20,
  smallint: 21,
  int: 23,
  text: 25,
  timestamptz: 1184,
  uuid: 2950,
} as const;

export type ElementType = keyof typeof OIDS;

const HEADER_BYTES = 20;
/** PostgreSQL counts from 2000-01-01. */
const POSTGRES_EPOCH_MS = Date.UTC(2000, 0, 1);
const FIXED_BYTES = { boolean: 1, bigint: 8, smallint: 2, int: 4, timestamptz: 8, uuid: 16 } as const;

/**
 * A one-dimensional array in PostgreSQL's binary format (array_recv), which node-postgres passes on as it is. The
 * text that node-postgres makes of a JavaScript array costs several times as much, here and in the server.
 * @param values text and uuid: strings; bytea: bytes; boolean; bigint, int, smallint: whole numbers or decimal
 * strings; timestamptz: milliseconds since 1970; null anywhere.
 */
export function encodeArray(type: ElementType, values: readonly unknown[]): Buffer {
  const array = Buffer.allocUnsafe(sizeOf(type, values));
  const hasNull = values.includes(null) ? 1 : 0;
  array.writeInt32BE(1, 0);
  array.writeInt32BE(hasNull, 4);
  array.writeInt32BE(OIDS[type], 8);
  array.writeInt32BE(values.length, 12);
  array.writeInt32BE(1, 16);
  let at = HEADER_BYTES;
  for (const value of values) {
    const bytes = value === null ? -1 : write[type](array, value as never, at + 4);
    array.writeInt32BE(bytes, at);
    at += 4 + Math.max(bytes, 0);
  }
  return array;
}

/**
 * One value for node-postgres: bytes as they are, everything else as text, which for a single value costs less than
 * an array.
 */
export function encodeValue(type: ElementType, value: unknown): Buffer | string | null {
  if (value === null) return null;
  if (type === 'bytea') return Buffer.isBuffer(value) ? value : Buffer.from(value as Uint8Array);
  return type === 'timestamptz' ? new Date(value as number).toISOString() : String(value);
}

function sizeOf(type: ElementType, values: readonly unknown[]): number {
  let size = HEADER_BYTES + 4 * values.length;
  for (const value of values) {
    if (value === null) continue;
    if (type === 'text') size += Buffer.byteLength(value as string);
    else if (type === 'bytea') size += (value as Uint8Array).length;
    else size += FIXED_BYTES[type];
  }
  return size;
}

/** Each writes a value and returns the number of its bytes. */
const write: { [type in ElementType]: (array: Buffer, value: never, at: number) => number } = {
  boolean(array, value: boolean, at) {
    array[at] = value ? 1 : 0;
    return 1;
  },
  bytea(array, value: Uint8Array, at) {
    array.set(value, at);
    return value.length;
  },
  bigint(array, value: number | string, at) {
    array.writeBigInt64BE(BigInt(value), at);
    return 8;
  },
  smallint(array, value: number, at) {
    array.writeInt16BE(value, at);
    return 2;
  },
  int(array, value: number, at) {
    array.writeInt32BE(value, at);
    return 4;
  },
  text: (array, value: string, at) => array.write(value, at),
  timestamptz(array, ms: number, at) {
    array.writeBigInt64BE(BigInt(ms - POSTGRES_EPOCH_MS) * 1_000n, at);
    return 8;
  },
  uuid(array, value: string, at) {
    return array.write(value.replaceAll('-', ''), at, 'hex');
  },
};
