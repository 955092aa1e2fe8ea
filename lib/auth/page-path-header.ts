/** The path and query of the requested page; proxy.ts overwrites the client's value. */
export const PAGE_PATH_HEADER = 'x-postern-path';
