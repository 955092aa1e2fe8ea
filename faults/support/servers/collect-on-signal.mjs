// Loaded into each server that is tested, beside its own code. V8 collects old garbage when it likes, which may be
// minutes later; asked to, it shows what is really held. Of itself SIGWINCH does nothing to anybody.
import process from 'node:process';

process.on('SIGWINCH', () => globalThis.gc());
