import { describe, expect, test } from 'vitest';
import { env } from '@/lib/env';
import { allFixtures } from '@/lib/providers/all-fixtures';
import { TEST_HEADER } from '@/lib/trial-calls/proof';
import { aPerson, ask, deedsOf } from '@/test/support/people/person';
import { somebody, testCallBench } from '@/test/support/test-calls';
import {
  aBot,
  aChannel,
  anExtension,
  countersOf,
  historyOf,
  messagesOf,
} from '@/test/support/webhooks/world';
import { PUT as setStatus } from '../status/route';
import * as chart from '../usage/chart/route';

const { here, send, outcomes, texts } = testCallBench();

describe('a test of an endpoint', () => {
  test('posts the service’s sample over HTTP, marked as a test, and tells all there is to see', async () => {
    const { status, json } = await send();
    expect(status).toBe(200);
    expect(json).toMatchObject({ answer: { status: 200 }, problem: null });
    expect(json.tookMs).toBeGreaterThan(0);
    const { request } = json;
    expect(JSON.parse(request.body)).toEqual(allFixtures.grafana![0]!.body);
    expect(request.url).toBe(
      `${env().publicUrl.origin}/api/v2/channelsbyname/${here.channel.uniqueName}/incoming`,
    );
    expect(Object.fromEntries(request.headers).Authorization).toBe(
      `Bearer ${here.token.publicId.slice(0, 13)}…••••••`,
    );
    expect(here.seen).toHaveLength(1);
    const [message] = await messagesOf(here.channel.feedId);
    const content = JSON.parse(message!.content);
    expect(content).toMatchObject({
      bot: { name: 'Grafana' },
      card: { title: expect.stringContaining('High memory usage') },
    });
    expect(content.text).toMatch(/^\*Test\.\* Sent from Get Webhook URL/);
    expect(json.message).toMatchObject({
      feedName: `#${here.channel.uniqueName}`,
      content: { text: content.text },
    });
    const [row] = await historyOf(here.token.id);
    expect(json.invocationId).toBe(row!.id);
    expect(JSON.parse(row!.body!.toString())).toEqual(allFixtures.grafana![0]!.body);
  });

  test('is in the history and not counted, neither on the token nor in its chart', async () => {
    await send();
    expect(await outcomes()).toEqual(['test']);
    expect(await countersOf(here.token.id)).toMatchObject({
      invocations: 0,
      refusals: 0,
      lastInvokedAt: null,
    });
    for (const range of ['1h', '24h']) {
      const { json } = await ask(chart.GET, {
        person: here.owner,
        params: { tokenId: here.token.id },
        query: `?range=${range}`,
      });
      const counts = json.buckets.flatMap(({ accepted, refused, failed }: Record<string, number>) => [
        accepted,
        refused,
        failed,
      ]);
      expect(new Set(counts)).toEqual(new Set([0]));
    }
    expect(await deedsOf(here.token.id)).toEqual(['generate', 'test']);
  });

  test('holds the secret nowhere: not in the answer, the history or the message', async () => {
    for (const service of ['grafana', 'github']) {
      const { json } = await send({ service });
      expect(JSON.stringify(json)).not.toContain(here.token.token.slice(-32));
    }
    const kept = JSON.stringify([await historyOf(here.token.id), await messagesOf(here.channel.feedId)]);
    expect(kept).not.toContain(here.token.token.slice(-32));
    expect(kept).not.toContain(TEST_HEADER);
    // GitHub takes a URL and no header, so its key travels in the URL.
    expect(here.seen.map(({ authorization }) => authorization !== undefined)).toEqual([true, false]);
  });

  test.each(Object.keys(allFixtures))('of %s arrives and is drawn', async (service) => {
    const { json } = await send({ service });
    expect(json).toMatchObject({ problem: null, answer: { status: 200 } });
    expect(json.message?.content.readable).toBe(true);
  });

  test('stands alone: a second one is no repeated delivery, and belongs to no thread', async () => {
    for (const service of ['github', 'grafana', 'alertmanager']) {
      for (let times = 1; times <= 2; times++) expect((await send({ service })).json.problem).toBeNull();
    }
    expect(await texts()).toHaveLength(6);
    expect(new Set(await outcomes())).toEqual(new Set(['test']));
  });

  test('of a message endpoint, a bot’s handler and an extension’s sandbox is marked, too', async () => {
    await send({ endpoint: 'channel_message' });
    expect(await texts()).toEqual([expect.stringMatching(/^\*Test\.\*[^\n]*\nBuild \*#1024\* passed/)]);
    const bot = await aBot(here.owner, { handlerCode: 'function handler() { return { text: "By hand" }; }' });
    const made = await send({ module: 'bots', option: bot.uniqueName, endpoint: 'bot_incoming' });
    expect(made.json.problem).toBeNull();
    expect(await texts(bot.feedId)).toEqual([expect.stringMatching(/^\*Test\.\*[^\n]*\nBy hand$/)]);
    const extension = await anExtension(
      here.owner,
      'function handler() { return { text: "In the sandbox" }; }',
    );
    const choice = { module: 'extensions', option: String(extension.number), endpoint: 'extension_sandbox' };
    const before = (await deedsOf(String(extension.number))).length;
    const { json } = await send(choice);
    expect(json.problem).toBeNull();
    expect(json.request.url).toContain('appkey=••••••');
    expect(JSON.stringify(json)).not.toContain(extension.sandbox.appKey);
    expect(await texts(extension.feedId)).toEqual([
      expect.stringMatching(/^\*Test\.\*[^\n]*\nIn the sandbox$/),
    ]);
    expect((await deedsOf(String(extension.number))).slice(before)).toEqual(['extension.test']);
  });

  test('that arrived is told so, whatever a handler answers', async () => {
    for (const respond of ['{ status: 404 }', '{ status: 400, body: { code: "a", message: "b" } }']) {
      const bot = await aBot(here.owner, {
        handlerCode: `function handler() { return { text: "x", respond: ${respond} }; }`,
      });
      const { json } = await send({ module: 'bots', option: bot.uniqueName, endpoint: 'bot_incoming' });
      expect(json.answer?.status).toBeGreaterThanOrEqual(400);
      expect(json.problem).toBeNull();
      expect(await texts(bot.feedId)).toHaveLength(1);
    }
  });

  test('that is refused says why and what to do, and counts as any refused call', async () => {
    const off = {
      person: here.owner,
      method: 'PUT',
      params: { tokenId: here.token.id },
      body: { enabled: false },
    };
    expect((await ask(setStatus, off)).status).toBe(200);
    const { status, json } = await send();
    expect(status).toBe(200);
    expect(json).toMatchObject({ answer: { status: 401 }, message: null });
    expect(json.problem?.title).toMatch(/^Refused with 401 (?:oauth|auth)token_invalid$/);
    expect(json.problem?.remedy).toMatch(/token/);
    expect(await countersOf(here.token.id)).toMatchObject({ invocations: 0, refusals: 1 });
  });
});

describe('who may test what', () => {
  test('only what is one’s own to use: nothing is sent otherwise', async () => {
    const stranger = await aPerson();
    expect((await send({}, stranger)).status).toBe(404);
    const elsewhere = await aChannel(await somebody());
    for (const choice of [
      { option: elsewhere.uniqueName },
      { endpoint: 'bot_incoming' },
      { service: 'constructor' },
      { service: 'nobody' },
    ]) {
      expect((await send(choice)).status).toBe(404);
    }
    expect((await send({ module: 'https://example.com' })).status).toBe(400);
    expect(here.seen).toEqual([]);
  });

  test('ten a minute and person, in all processes', async () => {
    const answers = await Promise.all(
      Array.from({ length: 12 }, () => send({ endpoint: 'channel_message' })),
    );
    expect(answers.filter(({ status }) => status === 200)).toHaveLength(10);
    const refused = answers.filter(({ status }) => status === 429);
    expect(refused).toHaveLength(2);
    expect(refused[0]!.json.code).toBe('too_many_attempts');
    expect(here.seen).toHaveLength(10);
  });
});
