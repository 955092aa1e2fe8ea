import { writeFileSync } from 'node:fs';
import path from 'node:path';
import { SESSION_PARAMETERS } from '@/lib/webhooks/accept/pool';
import type { Database } from '../database';
import type { Subject } from '../figures/rounds';
import { runPgbench } from './pgbench';
import { type Recorded, recordStatements } from './recorded-statement';

/** So many writers at once wait longer for each other's growing tables than a row is waited for. */
const PGOPTIONS = `${SESSION_PARAMETERS.options} -c lock_timeout=0`;

const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;

/** The statement of a call alone, run by pgbench: each client with the token and the channel of its path, prepared once. */
export async function acceptingStatement(
  database: Database,
  { paths, body, folder }: { paths: readonly string[]; body: string; folder: string },
): Promise<Subject> {
  const statements = await recordStatements(database.url, paths, body);
  const file = path.join(folder, 'accepting.sql');
  writeFileSync(file, await scriptOf(database, statements));
  const clients = paths.length;
  return {
    id: `statement-${clients}`,
    label: `the accepting statement, pgbench, ${clients} clients, tokens and channels`,
    prepare: () => database.startAfresh(),
    async run(seconds) {
      const more = ['-D', 'ready=0'];
      const options = {
        file,
        clients,
        seconds,
        more,
        environment: { PGOPTIONS },
      };
      const before = await countCalls(database);
      const { sample, turns } = await runPgbench(database, folder, options);
      const stored = (await countCalls(database)) - before;
      // A statement that accepts nothing answers no row, and fails not.
      if (stored !== turns) {
        throw new Error(`The accepting statement was run ${turns} times, and stored ${stored} calls.`);
      }
      return sample;
    },
  };
}

async function countCalls(database: Database): Promise<number> {
  const [stored] = await database.query<{ count: number }>('SELECT count(*)::int AS count FROM invocation');
  return stored?.count ?? 0;
}

/** A client prepares the statement and fetches its values at its first turn; then each turn is one EXECUTE with an id of its own. */
async function scriptOf(database: Database, statements: readonly Recorded[]): Promise<string> {
  const [first] = statements;
  if (!first || statements.some(({ text }) => text !== first.text)) throw new Error('Statements differ.');
  const types = await parameterTypes(database, first.text);
  await database.query('DROP TABLE IF EXISTS bench_call');
  await database.query('CREATE TABLE bench_call (client int, place int, value text)');
  for (const [client, { values }] of statements.entries()) {
    for (const [place, value] of values.entries()) {
      await database.query('INSERT INTO bench_call VALUES ($1, $2, $3)', [client, place, asText(value)]);
    }
  }
  const id = first.values.findIndex((value) => typeof value === 'string' && UUID.test(value));
  const values = first.values.map((value, place) => {
    if (place === id) return 'uuidv7()';
    return value === null ? 'NULL' : `current_setting('bench.p${place}')::${types[place]}`;
  });
  return `\\if :ready = 0
PREPARE accepting AS ${first.text};
SELECT set_config('bench.p' || place, value, false) FROM bench_call WHERE client = :client_id AND value IS NOT NULL;
\\set ready 1
\\endif
EXECUTE accepting(${values.join(', ')});
`;
}

async function parameterTypes(database: Database, text: string): Promise<string[]> {
  const connection = await database.connections.connect();
  try {
    await connection.query(`PREPARE bench_types AS ${text}`);
    const { rows } = await connection.query<{ types: string[] }>(
      `SELECT parameter_types::text[] AS types FROM pg_prepared_statements WHERE name = 'bench_types'`,
    );
    return rows[0]?.types ?? [];
  } finally {
    await connection.query('DEALLOCATE ALL').catch(() => {});
    connection.release();
  }
}

const asText = (value: Buffer | string | null) =>
  Buffer.isBuffer(value) ? `\\x${value.toString('hex')}` : value;
