import { db } from '@/lib/db/prisma';
import { rowsSince } from '../support/rows-since';

/** Where a secret was found, and in which spelling. */
export type Places = Record<string, string>;

/** Every character as its two hexadecimal digits behind a prefix. */
export function escaped(text: string, prefix: string): string {
  return [...Buffer.from(text)].map((byte) => prefix + byte.toString(16).padStart(2, '0')).join('');
}

/** The secret unchanged, in upper case, percent-encoded, in JSON, in hexadecimal as Postgres prints bytes, and in both kinds of Base64. */
export function spellings(secret: string): string[] {
  const bytes = Buffer.from(secret);
  const base64 = bytes.toString('base64').replace(/=+$/, '');
  return [
    secret,
    secret.toUpperCase(),
    encodeURIComponent(secret),
    escaped(secret, '\\u00'),
    escaped(secret, '%'),
    escaped(secret, '%25'),
    JSON.stringify(secret).slice(1, -1),
    bytes.toString('hex'),
    base64,
    base64.replaceAll('+', '-').replaceAll('/', '_'),
  ];
}

export function leaks(secrets: Record<string, string>, places: Places): string[] {
  return Object.entries(places).flatMap(([place, text]) =>
    Object.entries(secrets)
      .filter(([, secret]) => spellings(secret).some((spelling) => text.includes(spelling)))
      .map(([name]) => `${name} in ${place}`),
  );
}

/** Every row of every table that was written since, as Postgres prints it. */
export async function databaseText(since: bigint): Promise<Places> {
  const tables = await db().$queryRaw<{ name: string }[]>`
    select table_name as name from information_schema.tables where table_schema = 'public' and table_type = 'BASE TABLE'`;
  const places: Places = {};
  for (const { name } of tables) {
    places[`table ${name}`] = (await rowsSince(name, since)).join('\n');
  }
  return places;
}
