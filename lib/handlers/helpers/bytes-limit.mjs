/** The host answers in one go, while the handler's clock stands still. */
export const MAX_BYTES = 4 * 1024 * 1024;
export const TOO_MUCH = 'a handler hashes, encodes and decodes at most 4 MiB at once';
