/** What may be posted as a file, and how it is stored. Browser-safe. */
export const MAX_FILE_BYTES = 50 * 1024 * 1024;
export const MAX_FILES = 10;
/** Every chunk but the last has this size, so that the position of any byte is known. */
export const CHUNK_BYTES = 256 * 1024;
/** The limit of a shown name, its ending included. */
export const MAX_NAME_CHARACTERS = 200;
/** The media type of a file about which nothing is known. */
export const UNKNOWN_TYPE = 'application/octet-stream';

/** Types that a browser may show: bitmaps, which cannot run anything. */
const SAFE_IMAGES = new Set(['image/png', 'image/jpeg', 'image/gif', 'image/webp', 'image/avif']);

/** Whether a file of this type may be opened in the browser; every other is for saving only. */
export function isSafeImage(mediaType: string): boolean {
  return SAFE_IMAGES.has(mediaType);
}
