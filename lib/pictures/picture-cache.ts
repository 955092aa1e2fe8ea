import 'server-only';
import { singleton } from '@/lib/singleton';
import { fetchPicture, type Picture } from './fetch-picture';

const MAX_TOTAL_BYTES = 64 * 1024 * 1024;
const MAX_ENTRIES = 5_000;
const MAX_FETCHES = 16;
const KEPT_MS = 60 * 60 * 1_000;
const FAILURE_KEPT_MS = 60 * 1_000;

/** `picture` is null when it could not be fetched. */
type Entry = { picture: Picture | null; until: number };

/** The pictures of this process. The least recently used make room; failures are remembered for a minute. */
class PictureCache {
  readonly #kept = new Map<string, Entry>();
  readonly #coming = new Map<string, Promise<Picture | null>>();
  #bytes = 0;

  /** Simultaneous requests for one picture share its fetch. Null also when too many fetches are under way. */
  get(url: string): Promise<Picture | null> {
    const kept = this.#kept.get(url);
    if (kept && kept.until > performance.now()) {
      this.#kept.delete(url);
      this.#kept.set(url, kept);
      return Promise.resolve(kept.picture);
    }
    const coming = this.#coming.get(url);
    if (coming) return coming;
    if (this.#coming.size >= MAX_FETCHES) return Promise.resolve(null);
    const fetched = fetchPicture(url)
      .catch(() => null)
      .then((picture) => {
        this.#keep(url, picture);
        return picture;
      })
      .finally(() => this.#coming.delete(url));
    this.#coming.set(url, fetched);
    return fetched;
  }

  #keep(url: string, picture: Picture | null) {
    this.#forget(url);
    this.#kept.set(url, { picture, until: performance.now() + (picture ? KEPT_MS : FAILURE_KEPT_MS) });
    this.#bytes += picture?.bytes.length ?? 0;
    for (const oldest of this.#kept.keys()) {
      if (this.#bytes <= MAX_TOTAL_BYTES && this.#kept.size <= MAX_ENTRIES) break;
      this.#forget(oldest);
    }
  }

  #forget(url: string) {
    this.#bytes -= this.#kept.get(url)?.picture?.bytes.length ?? 0;
    this.#kept.delete(url);
  }
}

export function pictureCache(): PictureCache {
  return singleton('picture cache', () => new PictureCache());
}
