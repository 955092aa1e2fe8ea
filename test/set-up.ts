import { afterAll, inject } from 'vitest';
import { beginAfresh } from './support/process/begin-afresh';

// Set before anything reads the settings.
const end = beginAfresh({
  DATABASE_URL: inject('databaseUrl'),
  DATA_DIR: inject('dataDir'),
  PUBLIC_URL: process.env.PUBLIC_URL ?? 'http://localhost:3000',
  LOG_LEVEL: process.env.LOG_LEVEL ?? 'silent',
});
afterAll(end);
