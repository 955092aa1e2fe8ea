import 'server-only';
import type { ClientBase, Connection, Submittable } from 'pg';

/** A row as it is on the wire: each value in text form. */
export type TextRow = readonly (string | null)[];

export type PreparedStatement = { name: string; text: string; values: (Buffer | string | null)[] };

/** Resolves to the rows of a prepared statement, after its commit; rejects with what the database answers. */
export function runPrepared(client: ClientBase, statement: PreparedStatement): Promise<TextRow[]> {
  return new Promise((resolve, reject) => {
    client.query(new PreparedQuery(statement, (error, rows) => (error ? reject(error) : resolve(rows))));
  });
}

type Done = (error: Error | null, rows: TextRow[]) => void;

/** What node-postgres notes of a query that has a `name`, as soon as the server has parsed it: name to text. */
type WithStatements = Connection & { parsedStatements: Readonly<Record<string, string>> };

/**
 * node-postgres asks for a description of the rows at each execution and makes values of them by it. The accept path knows its
 * rows, so it does not ask: less to write, to send and to read for a statement of a fraction of a millisecond.
 */
class PreparedQuery implements Submittable {
  readonly name: string;
  readonly text: string;
  readonly #values: PreparedStatement['values'];
  readonly #rows: TextRow[] = [];
  /** Called at the end; node-postgres puts its own in place when it stops waiting. */
  callback: Done;

  constructor({ name, text, values }: PreparedStatement, done: Done) {
    this.name = name;
    this.text = text;
    this.#values = values;
    this.callback = done;
  }

  submit(connection: Connection): Error | undefined {
    const { name, text } = this;
    const known = (connection as WithStatements).parsedStatements[name];
    if (known !== undefined && known !== text) return new Error(`${name} is the name of another statement.`);
    connection.stream.cork();
    if (known === undefined) connection.parse({ name, text, types: [] }, true);
    connection.bind({ portal: '', statement: name, values: this.#values, valueMapper: asIs }, true);
    connection.execute(null, true);
    connection.sync();
    connection.stream.uncork();
  }

  handleDataRow({ fields }: { fields: TextRow }) {
    this.#rows.push(fields);
  }

  handleCommandComplete() {}

  handleReadyForQuery() {
    this.callback(null, this.#rows);
  }

  handleError(error: Error) {
    this.callback(error, []);
  }
}

const asIs = (value: unknown) => value;
