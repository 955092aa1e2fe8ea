import pg from 'pg';
import { singleton } from '@/lib/singleton';
import { acceptWriter } from '@/lib/webhooks/accept/accept';
import { SESSION_PARAMETERS } from '@/lib/webhooks/accept/pool';
import { answerRequest } from '@/lib/webhooks/adapters/web';
import { standardProfile } from '@/lib/webhooks/limits/profile';

/** What was sent to the database for one call; values as they go over the wire. */
export type Recorded = { text: string; values: (Buffer | string | null)[] };

/** More than any load here reaches. */
const NO_LIMIT = 100_000_000;

const recorded: Recorded[] = [];

type Bind = (options: { values: Recorded['values'] }, more?: boolean) => void;
type Submitted = { text: string; submit(connection: { bind: Bind }): Error | undefined };

/** Notes what the accept path sends, whatever that is, and sends it. */
class RecordingClient extends pg.Client {
  override query(...args: unknown[]): never {
    const [query] = args as [Submitted | string];
    if (typeof query === 'object' && 'submit' in query) note(query);
    return super.query(...(args as [string])) as never;
  }
}

function note(query: Submitted) {
  const submit = query.submit.bind(query);
  query.submit = (connection) => {
    const { bind } = connection;
    connection.bind = (options, more) => {
      recorded.push({ text: query.text, values: options.values });
      connection.bind = bind;
      bind.call(connection, options, more);
    };
    return submit(connection);
  };
}

/**
 * Makes each call once, through the product's own code, and tells what statement it became. The first parameter that is a UUID is
 * the call's id.
 * @throws when a call is not accepted.
 */
export async function recordStatements(
  databaseUrl: string,
  paths: readonly string[],
  body: string,
): Promise<Recorded[]> {
  const connections = new pg.Pool({
    connectionString: databaseUrl,
    max: 1,
    Client: RecordingClient,
    ...SESSION_PARAMETERS,
  });
  const writer = acceptWriter(connections, standardProfile(NO_LIMIT, NO_LIMIT), () => {});
  // This process accepts nothing else.
  singleton('accept-writer', () => writer);
  const headers = { 'content-type': 'application/json' };
  const statements: Recorded[] = [];
  for (const path of paths) {
    recorded.length = 0;
    const answer = await answerRequest(
      new Request(`http://127.0.0.1${path}`, { method: 'POST', headers, body }),
    );
    const [statement] = recorded;
    if (!answer.ok || !statement || recorded.length > 1) {
      throw new Error(`A call was answered with ${answer.status} after ${recorded.length} statements.`);
    }
    statements.push(statement);
  }
  await connections.end();
  return statements;
}
