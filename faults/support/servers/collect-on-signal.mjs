// Loaded into each server that is tested, beside its own code. V8 may collect old garbage minutes later. A
// collection on demand shows what is really held. SIGWINCH has no effect on a process that does not listen for it.
import process from 'node:process';

process.on('SIGWINCH', () => globalThis.gc());
