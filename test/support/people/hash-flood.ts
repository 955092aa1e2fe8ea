import { inTurn } from '@/lib/accounts/user/hash-turns';
import { deferred } from '@/lib/boot/process/deferred';

/** Two hashes that are being made and 64 that wait, until `end` is called. */
export function aFlood() {
  const gate = deferred<void>();
  const begun: number[] = [];
  const hashes = Array.from({ length: 66 }, (_, n) =>
    inTurn(async () => {
      begun.push(n);
      await gate.promise;
      if (n === 0) throw new Error('no hash');
      return n;
    }),
  );
  const settled = Promise.allSettled(hashes);
  const end = () => {
    gate.resolve();
    return settled;
  };
  return { begun, end };
}
