/** What may be posted as a file, and how it is kept. Browser-safe. */
export const MAX_FILE_BYTES = 50 * 1024 * 1024;
export const MAX_FILES = 10;
/** Every chunk of a file but the last has this size, so that the place of any byte is known. */
export const CHUNK_BYTES = 256 * 1024;
/** Of a shown name, its ending included. */
export const MAX_NAME_CHARACTERS = 200;
/** What is known of a file of which nothing is known. */
export const UNKNOWN_TYPE = 'application/octet-stream';

/** The types that a browser may show by itself: pictures of dots, in which nothing can run. */
const SAFE_IMAGES = new Set(['image/png', 'image/jpeg', 'image/gif', 'image/webp', 'image/avif']);

/** Whether a file of this type may be opened in the browser; every other is for saving only. */
export function isSafeImage(mediaType: string): boolean {
  return SAFE_IMAGES.has(mediaType);
}
