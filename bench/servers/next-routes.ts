// Postern's pages and route handlers behind Next alone, in production mode: what webhooks cost without
// Node's adapter. The Postern beside it does the migrations and the rest of a start.
import { createServer } from 'node:http';
import next from 'next';
import { env, provide } from '@/lib/env';
import { secrets } from '@/lib/secrets';
import { singleton } from '@/lib/singleton';
import { onePrismaTransaction } from './one-prisma-transaction';
import { oneStatement } from './one-statement';
import { oneTransaction } from './one-transaction';

/** How a call is stored; undefined: in batches, as always. */
const ways = {
  batches: undefined,
  transaction: oneTransaction,
  statement: oneStatement,
  prisma: onePrismaTransaction,
};

/** Serves on PORT and HOST, storing in the given way. */
async function serve(way: keyof typeof ways): Promise<void> {
  const { PORT, HOST, publicUrl } = env();
  provide('NEXTAUTH_URL', publicUrl.origin);
  provide('NEXTAUTH_SECRET', secrets().authSecret);
  const store = ways[way];
  // The route handlers use the writer of their process. This one stores each call by itself.
  if (store) singleton('accept-writer', () => ({ add: store, drained: async () => {} }));
  const server = createServer();
  const app = next({ dev: false, dir: process.cwd(), hostname: HOST, port: PORT, httpServer: server });
  await app.prepare();
  server.on('request', app.getRequestHandler());
  server.listen(PORT, HOST);
  process.once('SIGTERM', () => process.exit(0));
}

await serve(process.argv[2] as keyof typeof ways);
