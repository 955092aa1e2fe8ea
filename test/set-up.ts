import { inject } from 'vitest';

// Set before anything reads the settings.
process.env.DATABASE_URL = inject('databaseUrl');
process.env.DATA_DIR = inject('dataDir');
process.env.PUBLIC_URL ??= 'http://localhost:3000';
process.env.LOG_LEVEL ??= 'silent';
