import process from 'node:process';

/**
 * Ends this process at a signal, once `cleanUp` is done. Without a listener a signal ends a process on the spot, and
 * an embedded database that it has started would go on.
 */
export function endOnSignals(cleanUp = async () => {}) {
  const end = () => void cleanUp().finally(() => process.exit(130));
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.once(signal, end);
}
