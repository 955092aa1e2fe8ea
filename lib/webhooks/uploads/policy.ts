import { MAX_FILE_BYTES, MAX_FILES } from '@/lib/files/file-policy';

/** The part of an announced length that may not belong to files. */
export const UPLOAD_ENVELOPE_BYTES = 1024 * 1024;
/** The limit of a whole multipart body: the files, and a mebibyte for everything around them. */
export const MAX_UPLOAD_BYTES = MAX_FILES * MAX_FILE_BYTES + UPLOAD_ENVELOPE_BYTES;
/** Any working line is faster; a slower sender would hold a place that others need. */
export const UPLOAD_PACE = { windowMs: 20_000, bytesPerS: 1_024 };
/** The time for a whole upload. Files that belong to no message are kept longer (lib/storage/cleaners.ts). */
export const UPLOAD_TIMEOUT_MS = 30 * 60_000;
