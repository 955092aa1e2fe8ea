import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { readMessageContent } from '@/lib/messages/content';
import { plainText } from '@/lib/messages/markup/ast';
import { parseMarkup } from '@/lib/messages/markup/parse-markup';
import { everybodyIn, mentionsIn } from '@/lib/messages/mentions';
import { messageSchema } from '@/lib/webhooks/message/schema';
import { allFixtures } from './all-fixtures';
import { callOf, type Fixture } from './fixture';
import { renderForeign } from './render-foreign';

const all = Object.entries(allFixtures).flatMap(([provider, fixtures]) =>
  fixtures.map((fixture) => ({ ...fixture, provider, title: `${provider}: ${fixture.name}` })),
);
const render = (fixture: Parameters<typeof callOf>[0]) => renderForeign(callOf(fixture), { named: true });
/** What templates write for missing values. */
const NOTHING = /\bundefined\b|\bnull\b|\[object |\bNaN\b|Invalid Date/;

const odd = fc.oneof(
  fc.constantFrom<unknown>(
    undefined,
    null,
    '',
    [],
    {},
    [[]],
    [null],
    0,
    -1,
    1e308,
    true,
    'undefined',
    'constructor',
    '__proto__',
    '{@all} *x* [a](b)',
  ),
  fc.constantFrom('x', '`', '*_', '<', '[a](', '{@all}', '\ud800').map((unit) => unit.repeat(6_000)),
  fc.string({ unit: 'binary', maxLength: 20 }),
);

type Place = readonly string[];
const isHolder = (node: unknown): node is Record<string, unknown> =>
  typeof node === 'object' && node !== null;

/** The keys that lead to each value. */
function placesOf(node: unknown, above: Place = []): Place[] {
  if (!isHolder(node)) return [];
  return Object.keys(node).flatMap((key) => {
    const place = [...above, key];
    return [place, ...placesOf(node[key], place)];
  });
}

/** The body with the value at one place removed or changed. */
function mutated(body: Fixture['body'], place: Place, value: unknown): Fixture['body'] {
  const copy = structuredClone(body) as Record<string, unknown>;
  let holder = copy;
  for (const key of place.slice(0, -1)) holder = holder[key] as Record<string, unknown>;
  const key = place.at(-1) ?? '';
  if (value === undefined) delete holder[key];
  else holder[key] = value;
  return copy;
}

const WRITTEN_OUT = /\[native code\]|"(?:undefined|null)"/;

describe('mutated fixtures', () => {
  it.each(all)(
    '$title is drawn whichever one of its values is gone or another',
    ({ body, headers = {}, times, provider }) => {
      const wrong: object[] = [];
      for (const place of placesOf(body)) {
        for (const value of [undefined, null, 'constructor', '__proto__', {}, [], 7]) {
          const message = render({ headers, times, body: mutated(body, place, value) });
          const issues = messageSchema.safeParse(message).error?.issues ?? [];
          const isWrong = provider !== 'cliq' && WRITTEN_OUT.test(JSON.stringify(message));
          if (isWrong || issues.length > 0) wrong.push({ place, value, issues, message });
        }
      }
      expect(wrong).toEqual([]);
    },
  );

  it('become messages within the limits, without an exception and without a trace of what is missing', () => {
    fc.assert(
      fc.property(
        fc.constantFrom(...all),
        fc.array(fc.tuple(fc.nat(), odd), { minLength: 1, maxLength: 3 }),
        ({ body, headers = {}, times, provider }, changes) => {
          const payload = changes.reduce((changed, [nth, value]) => {
            const places = placesOf(changed);
            return mutated(changed, places[nth % places.length] ?? [], value);
          }, body);
          const message = render({ headers, times, body: payload });
          expect(messageSchema.safeParse(message).error?.issues ?? []).toEqual([]);
          if (provider === 'cliq') return;
          const json = JSON.stringify(message);
          const content = readMessageContent(json);
          expect([...everybodyIn(content), ...mentionsIn(content)]).toEqual([]);
          expect(plainText(parseMarkup(content.text ?? ''))).not.toMatch(NOTHING);
        },
      ),
      { numRuns: 4_000 },
    );
  });
});
