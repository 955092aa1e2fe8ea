import { afterEach, inject } from 'vitest';
import { cleanUpNow } from './clean-up';
import { noteProcess } from './servers/processes';

// When a run is aborted, this process is ended first, so that it starts no others meanwhile.
noteProcess(inject('runFolder'), process.pid);

afterEach(cleanUpNow);
