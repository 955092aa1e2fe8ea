import { log } from '@/lib/log';
import { maskOutput } from '@/lib/redaction/mask-output';
import { isBootError } from '../../boot-error';
import { confirmSecrets } from '../../database/confirm-secrets';
import { ownRequestServer } from '../../http/request-server';
import { deferred } from '../deferred';
import { stopOnSignals } from '../signals';
import { readMessage, type ToPrimary, type ToWorker } from './messages';

// dist/worker.mjs runs this: one of several serving processes. The primary has prepared everything and left the
// settings in the environment.

maskOutput();
const server = ownRequestServer({ root: process.cwd(), dev: false });
const noted = deferred<void>();
let stopping = false;
let idleMs: number | undefined;

const stop = stopOnSignals(async (delayMs) => {
  stopping = true;
  await server.stop({ delayMs, idleMs });
  // A connection that the primary is handing over comes back to it; only then may this process end.
  tellPrimary({ postern: 'closed' });
  await noted.promise;
});

process.on('message', (raw) => {
  const message = readMessage<ToWorker>(raw);
  if (message?.postern === 'noted') noted.resolve();
  if (message?.postern === 'stop') {
    idleMs = message.idleMs;
    void stop(message.delayMs).then(() => process.exit(0));
  }
});

tellPrimary({ postern: 'hears' });

try {
  await confirmSecrets();
  // Listening comes last: the primary sends connections from then on.
  await server.serve();
  if (!stopping) await server.claim();
  tellPrimary({ postern: 'serving' });
} catch (error) {
  if (isBootError(error)) tellPrimary({ postern: 'failed', message: error.message });
  else log().fatal({ err: error }, 'a server process cannot serve');
  await stop(0);
  process.exit(1);
}

function tellPrimary(message: ToPrimary) {
  process.send?.(message);
}
