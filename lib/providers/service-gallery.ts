import 'server-only';
import type { GalleryGroup } from '@/lib/messages/gallery/example';
import { allFixtures } from './all-fixtures';
import { callOf } from './fixture';
import { renderForeign } from './render-foreign';

/** The message of every fixture, by provider. */
export function serviceGallery(): GalleryGroup[] {
  return Object.entries(allFixtures).map(([title, fixtures]) => ({
    title,
    examples: fixtures.map((fixture) => ({
      name: `${title}: ${fixture.name}`,
      message: renderForeign(callOf(fixture), { named: true }),
    })),
  }));
}
