import { afterAll, inject } from 'vitest';
import { patience } from '@/lib/handlers/pool/patience';
import { beginAfresh } from './support/process/begin-afresh';

// Set before anything reads the settings.
const end = beginAfresh({
  DATABASE_URL: inject('databaseUrl'),
  DATA_DIR: inject('dataDir'),
  PUBLIC_URL: process.env.PUBLIC_URL ?? 'http://localhost:3000',
  LOG_LEVEL: process.env.LOG_LEVEL ?? 'silent',
});
afterAll(end);
// A busy machine is slow, not wrong.
Object.assign(patience(), { runMs: 30_000, waitMs: 30_000, trialWaitMs: 30_000 });
