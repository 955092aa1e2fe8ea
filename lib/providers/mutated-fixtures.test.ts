import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { readMessageContent } from '@/lib/messages/content';
import { plainText } from '@/lib/messages/markup/ast';
import { parseMarkup } from '@/lib/messages/markup/parse-markup';
import { everybodyIn, mentionsIn } from '@/lib/messages/mentions';
import { messageSchema } from '@/lib/webhooks/message/schema';
import { allFixtures } from './all-fixtures';
import { callOf, type Fixture } from './fixture';
import type { Provider, ServiceCall } from './provider';
import { providers } from './registry';
import { understandForeign } from './render-foreign';

const all = Object.entries(allFixtures).flatMap(([provider, fixtures]) =>
  fixtures.map((fixture) => ({ ...fixture, provider, title: `${provider}: ${fixture.name}` })),
);
function render(fixture: Parameters<typeof callOf>[0]) {
  const { message, fault } = understandForeign(callOf(fixture), { named: true });
  if (fault !== null) throw new Error(`${fault} failed`);
  return message;
}
/** What templates write for missing values. */
const NOTHING = /\bundefined\b|\bnull\b|\[object |\bNaN\b|Invalid Date/;

/** What JSON can say and what becomes neither a text nor a number, or looks like a list. */
const HOSTILE: readonly unknown[] = [
  '{"toString":1}',
  '{"valueOf":1,"toString":null}',
  '{"toString":{"toString":1}}',
  '{"__proto__":{"toString":1}}',
  '{"constructor":1,"hasOwnProperty":1,"toJSON":1}',
  '{"length":5}',
  '{"length":-1,"0":"a"}',
  '[{"toString":1}]',
  '[[{"valueOf":1,"toString":null}],{"length":5}]',
].map((json) => JSON.parse(json));

const odd = fc.oneof(
  fc.constantFrom(...HOSTILE),
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

/** The first ten entries of a list stand for all. */
const isTelling = (place: Place) => !place.some((key) => /^\d\d+$/.test(key));

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

  it.each(all)(
    '$title is read without an exception, even if one of its values can be made neither a text nor a number',
    ({ body, headers = {}, provider }) => {
      const failed = placesOf(body)
        .filter(isTelling)
        .flatMap((place) =>
          HOSTILE.flatMap((value, nth) => {
            const payload = mutated(body, place, value);
            const own = providers.filter(({ name }) => name === provider);
            const asked = nth === 0 ? providers : own;
            // With a member that no service sends, providers look closer at the others.
            return [
              ...failuresOf(asked, { headers, payload }, provider),
              ...failuresOf(own, { headers, payload: { ...payload, 'no service’s': 1 } }, provider),
            ].map((failure) => `${place.join('.')} ${JSON.stringify(value)}: ${failure}`);
          }),
        );
      expect(failed).toEqual([]);
    },
  );

  it.each(all)(
    '$title is read without an exception, even if it has every other member, too',
    ({ body, headers = {}, provider }) => {
      const call = { headers, payload: bottomless(body) as Fixture['body'] };
      expect(failuresOf(providers, call, provider)).toEqual([]);
    },
  );
});

/** The exceptions of providers that are asked whose the call is, and of its own when it is read. */
function failuresOf(asked: readonly Provider[], call: ServiceCall, own: string): string[] {
  return asked.flatMap((provider) => {
    try {
      provider.detect(call);
      if (provider.name === own) readBy(provider, call);
      return [];
    } catch (error) {
      return [`${provider.name}: ${error}`];
    }
  });
}

function readBy(provider: Provider, call: ServiceCall) {
  provider.event(call);
  provider.render(call);
  provider.group?.(call);
  provider.dedupeId?.(call);
}

/** The value with every member that it lacks, too; each is an object like it, and none can be made a text. */
function bottomless(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(bottomless);
  if (!isHolder(value)) return value;
  const memberOf = (key: string) =>
    key === 'toString' || key === 'valueOf' ? 1 : bottomless(Object.hasOwn(value, key) ? value[key] : {});
  return new Proxy(value, {
    get: (_, key) => (typeof key === 'string' ? memberOf(key) : undefined),
    has: () => true,
    getOwnPropertyDescriptor: (_, key) => ({
      value: memberOf(String(key)),
      configurable: true,
      enumerable: true,
    }),
  });
}
