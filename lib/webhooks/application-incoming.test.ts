import { describe, expect, it } from 'vitest';
import {
  anExtension,
  aToken,
  aUser,
  historyOf,
  json,
  messagesOf,
  outcome,
  publish,
  throughBothAdapters,
} from '@/test/support/webhooks/world';

const contents = async (feedId: number) =>
  (await messagesOf(feedId)).map((message) => JSON.parse(message.content));

throughBothAdapters('/api/v2/applications/{app_id}/incoming', (send) => {
  async function extensionWorld() {
    const [owner, installer] = [await aUser(), await aUser()];
    const says = (word: string) =>
      `function handler({ environment }) { return { text: '${word} ' + environment }; }`;
    const extension = await anExtension(owner, says('draft'));
    const token = await aToken(await aUser());
    const url = (id: string, key: string) =>
      `/api/v2/applications/${id}/incoming?appkey=${encodeURIComponent(key)}&zapikey=${token.token}`;
    const sandbox = url(extension.sandbox.appId, extension.sandbox.appKey);
    const marketplace = url(extension.marketplace.appId, extension.marketplace.appKey);
    return { owner, installer, extension, says, token, url, sandbox, marketplace };
  }

  describe('200', () => {
    it('runs the code being edited for the sandbox, and reaches its developer alone', async () => {
      const { owner, extension, sandbox } = await extensionWorld();
      const response = await send(sandbox, json({}));
      expect(await response.json()).toEqual({ user_ids: [owner.id] });
      expect(await messagesOf(extension.feedId)).toMatchObject([
        { recipient_id: owner.id, content: '{"text":"draft sandbox"}' },
      ]);
    });

    it('runs the published version, and only that, for the marketplace', async () => {
      const { owner, installer, extension, says, marketplace } = await extensionWorld();
      const installers = [installer];
      await publish(owner, extension.number, { code: says('first'), draft: says('draft'), installers });
      const response = await send(marketplace, json({}));
      expect(await response.json()).toEqual({ user_ids: [owner.id, installer.id].sort() });
      expect(await contents(extension.feedId)).toEqual([{ text: 'first marketplace' }]);
    });

    it('takes a Base64 key that was not percent-encoded', async () => {
      const { extension, sandbox } = await extensionWorld();
      const { appKey } = extension.sandbox;
      expect((await send(sandbox.replace(encodeURIComponent(appKey), appKey), json({}))).status).toBe(200);
    });
  });

  describe('403', () => {
    it('refuses a missing, wrong or crossed app key', async () => {
      const { owner, extension, says, url } = await extensionWorld();
      await publish(owner, extension.number, { code: says('first'), draft: says('draft') });
      const calls = [
        url(extension.marketplace.appId, extension.sandbox.appKey),
        url(extension.sandbox.appId, extension.marketplace.appKey),
        url(extension.sandbox.appId, 'wrong'),
        url(extension.sandbox.appId, ''),
        url(extension.sandbox.appId, '').replace('appkey=&', ''),
      ];
      for (const call of calls) {
        expect(await outcome(await send(call, json({})))).toMatchObject({
          status: 403,
          code: 'extension_key_invalid',
        });
      }
      expect(await messagesOf(extension.feedId)).toEqual([]);
    });
  });

  describe('404', () => {
    it('knows no such application, and none that is not published', async () => {
      const { marketplace, extension, url } = await extensionWorld();
      const ids = ['0', '999999999', '9999999999999999999', 'x', '2305843009213693951', '-1', '1e3'];
      for (const call of [marketplace, ...ids.map((id) => url(id, extension.marketplace.appKey))]) {
        expect(await outcome(await send(call, json({})))).toMatchObject({
          status: 404,
          code: 'application_not_found',
        });
      }
    });

    it('is in the history without the words of another refusal', async () => {
      const { token, url } = await extensionWorld();
      await send(url('999999999', 'x'), json({}));
      expect(await historyOf(token.id)).toMatchObject([{ outcome: 'application_not_found', reason: null }]);
    });
  });
});
