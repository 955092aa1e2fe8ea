import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type ElementType, encodeArray, encodeValue } from './encode-array';
import { pool } from './pool';

async function throughPostgres(type: ElementType, values: unknown[], shown = 'v::text') {
  const { rows } = await pool().query(
    `SELECT ${shown} AS v FROM unnest($1::${type}[]) WITH ORDINALITY AS u(v, n) ORDER BY n`,
    [encodeArray(type, values)],
  );
  return rows.map(({ v }) => v);
}

describe('arrays in binary form reach Postgres as they are', () => {
  const text = fc.string({ unit: 'grapheme' }).filter((value) => !value.includes('\0'));

  it('text of any characters, and null', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(fc.option(text), { minLength: 1 }), async (values) => {
        expect(await throughPostgres('text', values, 'v')).toEqual(values);
      }),
      { numRuns: 50 },
    );
  });

  it('bytes', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(fc.option(fc.uint8Array()), { minLength: 1 }), async (values) => {
        const hex = values.map((value) => value && Buffer.from(value).toString('hex'));
        expect(await throughPostgres('bytea', values, `encode(v, 'hex')`)).toEqual(hex);
      }),
      { numRuns: 50 },
    );
  });

  it.each<[ElementType, unknown[], (string | null)[]]>([
    ['boolean', [true, null, false], ['true', null, 'false']],
    ['smallint', [204, -1, null], ['204', '-1', null]],
    ['int', [2_147_483_647, null, -5], ['2147483647', null, '-5']],
    ['bigint', ['9223372036854775807', -1, null], ['9223372036854775807', '-1', null]],
    ['uuid', ['019be7a2-0000-7000-8000-00000000abcd', null], ['019be7a2-0000-7000-8000-00000000abcd', null]],
  ])('%s', async (type, values, shown) => {
    expect(await throughPostgres(type, values)).toEqual(shown);
  });

  it('times, to the millisecond', async () => {
    const times = [0, 1_764_000_000_123, -1];
    const shown = await throughPostgres('timestamptz', times, 'extract(epoch from v) * 1000');
    expect(shown.map(Number)).toEqual(times);
  });

  it('a lone half of a character becomes the replacement character, not an error', async () => {
    expect(await throughPostgres('text', ['a\ud800b'], 'v')).toEqual(['a\ufffdb']);
  });
});

it.each<[ElementType, unknown]>([
  ['text', 'a “quoted” \\ word, NULL'],
  ['text', null],
  ['bytea', Uint8Array.of(0, 92, 255)],
  ['uuid', '0198c0de-0000-7000-8000-000000000001'],
  ['boolean', false],
  ['smallint', -1],
  ['int', 2_147_483_647],
  ['bigint', '9223372036854775807'],
  ['timestamptz', Date.UTC(2026, 10, 27, 14, 54, 19, 123)],
])('one %s by itself is what it is in an array: %j', async (type, value) => {
  const { rows } = await pool().query(`SELECT $1::${type} IS NOT DISTINCT FROM ($2::${type}[])[1] AS same`, [
    encodeValue(type, value),
    encodeArray(type, [value]),
  ]);
  expect(rows).toEqual([{ same: true }]);
});
