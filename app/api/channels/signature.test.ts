import { describe, expect, test } from 'vitest';
import type { SignatureSettings } from '@/lib/intake/schema';
import { aPerson, ask } from '@/test/support/person';
import { aBot, aChannel, anExtension, aUser, select } from '@/test/support/webhooks/world';
import * as ofBot from '../bots/[uniqueName]/signature/route';
import * as ofExtension from '../extensions/[number]/signature/route';
import * as previewOfChannel from './[uniqueName]/signature/preview/route';
import * as ofChannel from './[uniqueName]/signature/route';
import * as channels from './route';

const SECRET = 'a secret of thirty characters!';
const settings = (more: Partial<SignatureSettings> = {}): SignatureSettings => ({
  scheme: 'github',
  mode: 'REQUIRE',
  custom: null,
  keep: [],
  add: [SECRET],
  ...more,
});
const custom = {
  header: 'X-Signature',
  prefix: '',
  hash: 'sha256',
  encoding: 'hex',
  template: '{timestamp}.{body}',
  timestampHeader: 'X-Time',
} as const;

describe('signatures over HTTP', () => {
  const put = (uniqueName: string, person: Awaited<ReturnType<typeof aPerson>> | undefined, body: unknown) =>
    ask(ofChannel.PUT, { person, method: 'PUT', params: { uniqueName }, body });

  test.each<[string, Record<string, unknown>, string]>([
    ['a mode without a secret', settings({ add: [] }), 'add'],
    ['a mode without a scheme', settings({ scheme: null }), 'scheme'],
    ['a scheme that is none', { ...settings(), scheme: 'sha1' }, 'scheme'],
    ['three secrets', settings({ add: ['a', 'b', 'c'] }), 'add'],
    ['a secret with a line break', settings({ add: ['a\nb'] }), 'add.0'],
    ['custom without what is signed', settings({ scheme: 'custom' }), 'custom'],
    [
      'a time that is not signed',
      settings({ scheme: 'custom', custom: { ...custom, template: '{body}' } }),
      'custom.timestampHeader',
    ],
    [
      'no body in what is signed',
      settings({ scheme: 'custom', custom: { ...custom, template: 'x' } }),
      'custom.template',
    ],
  ])('%s is refused, and the field is named', async (_, body, field) => {
    const person = await aPerson();
    const made = await ask(channels.POST, { person, method: 'POST', body: { name: `Signed ${person.id}` } });
    const answer = await put(made.json.uniqueName, person, body);
    expect([answer.status, answer.json]).toEqual([
      400,
      expect.objectContaining({ code: 'invalid_input', field }),
    ]);
    expect(JSON.stringify(answer.json)).not.toContain(SECRET);
  });

  test('what is right is kept, and shown without its secret', async () => {
    const person = await aPerson();
    const made = await ask(channels.POST, { person, method: 'POST', body: { name: `Signed ${person.id}` } });
    const params = { uniqueName: made.json.uniqueName };
    expect((await put(params.uniqueName, person, settings({ scheme: 'custom', custom }))).status).toBe(204);
    const shown = await ask(ofChannel.GET, { person, params });
    expect(shown.json).toMatchObject({ scheme: 'custom', mode: 'REQUIRE', custom });
    expect(shown.json.secrets).toEqual([{ id: expect.any(String), addedAt: expect.any(String) }]);
  });

  test('whoever manages a target may set it; nobody else may see, set or try', async () => {
    const owner = await aUser();
    const other = await aPerson();
    const channel = await aChannel(owner);
    const { uniqueName } = await aBot(owner, { access: 'PERSONAL' });
    const { number } = await anExtension(owner, 'function handler() {}');
    const targets = [
      { routes: ofBot, params: { uniqueName }, status: 404 },
      { routes: ofExtension, params: { number: String(number) }, status: 404 },
      { routes: ofChannel, params: { uniqueName: 'nowhere' }, status: 404 },
      { routes: ofChannel, params: { uniqueName: channel.uniqueName }, status: 403 },
    ];
    for (const { routes, params, status } of targets) {
      const seen = await ask(routes.GET, { person: other, method: 'GET', params });
      const set = await ask(routes.PUT, { person: other, method: 'PUT', params, body: settings() });
      expect([seen.status, set.status]).toEqual([status, status]);
      const signedOut = await ask(routes.PUT, { method: 'PUT', params, body: settings() });
      expect(signedOut.status).toBe(401);
    }
    const params = { uniqueName: channel.uniqueName };
    const tried = await ask(previewOfChannel.POST, {
      person: other,
      method: 'POST',
      params,
      body: settings(),
    });
    expect(tried.status).toBe(403);
    expect(await select('SELECT FROM intake WHERE feed_id = $1', channel.feedId)).toEqual([]);
  });
});
