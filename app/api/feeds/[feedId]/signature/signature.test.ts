import { describe, expect, test } from 'vitest';
import type { SignatureSettings } from '@/lib/intake/schema';
import { aPerson, ask, type Person } from '@/test/support/people/person';
import { aBot, aChannel, anExtension, aUser, select } from '@/test/support/webhooks/world';
import * as channels from '../../../channels/route';
import * as preview from './preview/route';
import * as signature from './route';

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
  const put = (feedId: number, person: Person | undefined, body: unknown) =>
    ask(signature.PUT, { person, method: 'PUT', params: { feedId: String(feedId) }, body });

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
    const answer = await put(made.json.feedId, person, body);
    expect([answer.status, answer.json]).toEqual([
      400,
      expect.objectContaining({ code: 'invalid_input', field }),
    ]);
    expect(JSON.stringify(answer.json)).not.toContain(SECRET);
  });

  test('what is right is kept, and shown without its secret', async () => {
    const person = await aPerson();
    const made = await ask(channels.POST, { person, method: 'POST', body: { name: `Signed ${person.id}` } });
    const params = { feedId: String(made.json.feedId) };
    expect((await put(made.json.feedId, person, settings({ scheme: 'custom', custom }))).status).toBe(204);
    const shown = await ask(signature.GET, { person, params });
    expect(shown.json).toMatchObject({ scheme: 'custom', mode: 'REQUIRE', custom });
    expect(shown.json.secrets).toEqual([{ id: expect.any(String), addedAt: expect.any(String) }]);
  });

  test('nobody may see, set or try it who does not manage the target', async () => {
    const owner = await aUser();
    const [member, stranger] = [await aPerson(), await aPerson()];
    const channel = await aChannel(owner);
    await select('INSERT INTO feed_member (feed_id, user_id) VALUES ($1, $2)', channel.feedId, member.id);
    const bot = await aBot(owner);
    const extension = await anExtension(owner, 'function handler() {}');
    for (const feedId of [channel.feedId, bot.feedId, extension.feedId, 0]) {
      const params = { feedId: String(feedId) };
      const asked = (person?: Person) =>
        Promise.all([
          ask(signature.GET, { person, params }),
          ask(signature.PUT, { person, method: 'PUT', params, body: settings() }),
          ask(preview.POST, { person, method: 'POST', params, body: settings() }),
        ]);
      for (const person of [member, stranger]) {
        const answers = await asked(person);
        expect(answers.map(({ status }) => status)).toEqual(feedId === 0 ? [400, 400, 400] : [404, 404, 404]);
      }
      expect((await asked()).map(({ status }) => status)).toEqual([401, 401, 401]);
    }
    expect(await select('SELECT FROM intake WHERE feed_id = ANY($1)', [channel.feedId, bot.feedId])).toEqual(
      [],
    );
  });
});
