import { describe, expect, it } from 'vitest';
import { readMessageContent } from '@/lib/messages/content';
import { plainText } from '@/lib/messages/markup/ast';
import { parseMarkup } from '@/lib/messages/markup/parse-markup';
import { everybodyIn, mentionsIn } from '@/lib/messages/mentions';
import { messageSchema } from '@/lib/webhooks/message/schema';
import { allFixtures } from './all-fixtures';
import { callOf } from './fixture';
import type { ForeignCall } from './foreign-call';
import { providerOf, providers } from './registry';
import { renderForeign } from './render-foreign';

const all = Object.entries(allFixtures).flatMap(([provider, fixtures]) =>
  fixtures.map((fixture) => ({ ...fixture, provider, title: `${provider}: ${fixture.name}` })),
);
const render = (fixture: Parameters<typeof callOf>[0]) => renderForeign(callOf(fixture), { named: true });
const slug = (name: string) => name.toLowerCase().replace(/[^a-z0-9]+/g, '-');

describe('every fixture', () => {
  it.each(all)('$title is recognised, and its event named', ({ headers = {}, body, provider, event }) => {
    const call = { headers, payload: body };
    const found = providerOf(call);
    expect(found?.name ?? 'unknown').toBe(provider);
    if (found?.title) expect(found.event(call) ?? event).toMatch(new RegExp(`^${event}`));
  });

  it.each(all)('$title becomes its golden message', async ({ provider, name, ...fixture }) => {
    const message = render(fixture);
    expect(messageSchema.safeParse(message).error?.issues ?? []).toEqual([]);
    const json = `${JSON.stringify(message, null, 2)}\n`;
    await expect(json).toMatchFileSnapshot(`${provider}/golden/${slug(name)}.json`);
  });

  it.each(all)('$title calls nobody, and shows nothing of what is missing', (fixture) => {
    const content = readMessageContent(JSON.stringify(render(fixture)));
    if (fixture.provider !== 'cliq') expect([...everybodyIn(content), ...mentionsIn(content)]).toEqual([]);
    expect(JSON.stringify(content)).not.toMatch(/undefined|\[object |Invalid Date/);
  });

  it('has a name of its own and the document that it follows', () => {
    for (const fixtures of Object.values(allFixtures)) {
      const names = fixtures.map(({ name }) => slug(name));
      expect(new Set(names).size).toBe(names.length);
      for (const { document } of fixtures) expect(document).toMatch(/^(?:https:\/\/|none: )/);
    }
    expect(Object.keys(allFixtures).toSorted()).toEqual(
      [...providers.map(({ name }) => name), 'unknown'].toSorted(),
    );
  });
});

describe('an event that a provider does not know', () => {
  it.each([
    ['github', { 'x-github-event': 'sponsorship' }, { action: 'created' }, 'GitHub: sponsorship.created'],
    ['gitlab', { 'x-gitlab-event': 'Emoji Hook' }, { object_kind: 'emoji' }, 'GitLab: emoji'],
    ['sentry', { 'sentry-hook-resource': 'seer' }, { action: 'started' }, 'Sentry: seer.started'],
    ['shopify', { 'x-shopify-topic': 'markets/create' }, { name: 'EU' }, 'Shopify: markets/create'],
    ['npm', {}, { event: 'package:hold', name: 'x', change: {} }, 'npm: package:hold'],
  ])('of %s is one plain line with its name', (_, headers, body, line) => {
    const { text, slides, card } = render({ headers, body });
    expect(plainText(parseMarkup(text ?? ''))).toBe(line);
    expect([slides, card]).toEqual([undefined, undefined]);
  });
});

describe('a form', () => {
  it('with its JSON in `payload` is what that says, as Slack and GitHub send it', () => {
    const form = (payload: object, headers = {}): ForeignCall => ({
      method: 'POST',
      headers,
      params: [],
      body: { value: { payload: JSON.stringify(payload) }, kind: 'form' },
    });
    expect(renderForeign(form({ text: '*done*' }), { named: true })).toEqual({ text: '*done*' });
    const push = allFixtures.github![0]!;
    expect(renderForeign(form(push.body, push.headers), { named: true })).toEqual(render(push));
  });
});
