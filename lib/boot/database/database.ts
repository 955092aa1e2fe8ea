import 'server-only';

/** A database that can be used, and how to close it. */
export type Database = { url: string; description: string; close(): Promise<void> };
