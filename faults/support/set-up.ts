import { afterEach } from 'vitest';
import { cleanUpNow } from './clean-up';

afterEach(cleanUpNow);
