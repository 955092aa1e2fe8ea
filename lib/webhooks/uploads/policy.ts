import { MAX_FILE_BYTES, MAX_FILES } from '@/lib/files/file-policy';

/** Of what a request announces, what may stand around its files. */
export const UPLOAD_ENVELOPE_BYTES = 1024 * 1024;
/** Of a whole multipart body: the files, and a mebibyte for all that stands around them. */
export const MAX_UPLOAD_BYTES = MAX_FILES * MAX_FILE_BYTES + UPLOAD_ENVELOPE_BYTES;
/** The slowest line there is sends more; whoever sends less keeps a place from others. */
export const UPLOAD_PACE = { windowMs: 20_000, bytesPerS: 1_024 };
/** Of the whole body. Files that belong to no message are kept longer than this (lib/storage/drop-files.ts). */
export const UPLOAD_TIMEOUT_MS = 30 * 60_000;
export const MAX_COMMENT_CHARACTERS = 5_000;
