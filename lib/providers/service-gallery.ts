import 'server-only';
import type { GalleryGroup } from '@/lib/messages/gallery/example';
import { allFixtures } from './all-fixtures';
import { renderForeign } from './render-foreign';

/** The message of every fixture, by provider. */
export function serviceGallery(): GalleryGroup[] {
  return Object.entries(allFixtures).map(([title, fixtures]) => ({
    title,
    examples: fixtures.map(({ name, headers = {}, body }) => ({
      name: `${title}: ${name}`,
      message: renderForeign(
        { method: 'POST', headers, params: [], body: { value: body, kind: 'json' } },
        { named: true },
      ),
    })),
  }));
}
