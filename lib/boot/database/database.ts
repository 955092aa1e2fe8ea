import 'server-only';

/** A database that can be used, and how it is ended again. */
export type Database = { url: string; description: string; close(): Promise<void> };
