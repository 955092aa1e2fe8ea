import { MAX_FILE_BYTES, MAX_FILES } from '@/lib/files/file-policy';

/** Of a whole multipart body: the files, and a mebibyte for all that stands around them. */
export const MAX_UPLOAD_BYTES = MAX_FILES * MAX_FILE_BYTES + 1024 * 1024;
/** A body may take long on a slow line, but never be silent for longer than this. */
export const UPLOAD_IDLE_MS = 30_000;
/** Of the whole body. Files that belong to no message are kept longer than this (lib/storage/drop-files.ts). */
export const UPLOAD_TIMEOUT_MS = 30 * 60_000;
export const MAX_COMMENT_CHARACTERS = 5_000;
