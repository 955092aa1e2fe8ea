import 'server-only';
import pg from 'pg';

/** The members of node-postgres that its types omit. */
type Wire = NodeJS.EventEmitter & {
  connect(port: number, host: string): void;
  requestSsl(): void;
  cancel(processId: number, secretKey: number): void;
};
type Inner = { processID: number; secretKey: number; ssl?: unknown };

/**
 * A client that has PostgreSQL stop a query after `timeoutMs` by the protocol's cancellation, which PgBouncer passes
 * on. Needed where each transaction gets another session, so that no session can keep a `statement_timeout`.
 */
export function cancellingClient(timeoutMs: number): typeof pg.Client {
  class CancellingClient extends pg.Client {
    // biome-ignore lint/suspicious/noExplicitAny: it has a dozen signatures, and passes its arguments through.
    override query(...args: any[]): any {
      const timer = setTimeout(() => requestCancel(this), timeoutMs);
      const stop = () => clearTimeout(timer);
      const callback = args.at(-1);
      if (typeof callback === 'function') {
        args[args.length - 1] = (...results: unknown[]) => {
          stop();
          callback(...results);
        };
      }
      const result = Reflect.apply(super.query, this, args) as unknown;
      if (result instanceof Promise) result.then(stop, stop);
      else if (typeof callback !== 'function') stop();
      return result;
    }
  }
  return CancellingClient;
}

/** Opens a connection for it, as the protocol demands; the server closes that without an answer. */
function requestCancel(client: pg.Client): void {
  const { processID, secretKey, ssl } = client as unknown as Inner;
  const wire = new pg.Connection({ ssl } as pg.ClientConfig) as unknown as Wire;
  const cancel = () => wire.cancel(processID, secretKey);
  wire.on('connect', () => (ssl ? wire.requestSsl() : cancel()));
  wire.on('sslconnect', cancel);
  // Too late, or the server is away; the query's own limits hold.
  wire.on('error', () => {});
  const { host, port } = client;
  if (host.startsWith('/')) wire.connect(`${host}/.s.PGSQL.${port}` as unknown as number, '');
  else wire.connect(port, host);
}
