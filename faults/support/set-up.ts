import { afterEach, inject } from 'vitest';
import { cleanUpNow } from './clean-up';
import { noteProcess } from './servers/processes';

// First of all those that are ended should the run be: it must not start others meanwhile.
noteProcess(inject('runFolder'), process.pid);

afterEach(cleanUpNow);
