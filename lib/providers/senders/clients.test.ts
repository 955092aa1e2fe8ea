import { REST } from '@discordjs/rest';
import { sign } from '@octokit/webhooks-methods';
import { IncomingWebhook } from '@slack/webhook';
import { Webhook } from 'standardwebhooks';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { aReceiver, shown } from '@/test/support/alerts/receiver';

let receiver: Awaited<ReturnType<typeof aReceiver>>;
beforeAll(async () => {
  receiver = await aReceiver();
});
afterAll(() => receiver.close());

describe("Slack's own client", () => {
  it('takes the answer for a success, and its text stands in the channel', async () => {
    const webhook = new IncomingWebhook(receiver.url, { username: 'deploy_bot' });
    const answer = await webhook.send('*Build 7* of <https://ci.example.com/7|shop &amp; web> passed {@all}');
    expect(JSON.parse(answer.text)).toEqual({ user_ids: [receiver.user.id] });
    const message = (await receiver.messages()).at(-1);
    expect(message?.bot).toEqual({ name: 'deploy_bot' });
    expect(message?.text).toContain('[shop & web](https://ci.example.com/7)');
    expect(shown(message?.text)).toBe('Build 7 of shop & web passed {@all}');
  });

  it('sends attachments, which become a card with their colour, fields and link', async () => {
    await new IncomingWebhook(receiver.url).send({
      attachments: [
        {
          color: 'danger',
          title: 'shop #18 failed',
          title_link: 'https://ci.example.com/18',
          fields: [{ title: 'Branch', value: 'main', short: true }],
        },
      ],
    });
    expect((await receiver.messages()).at(-1)).toEqual({
      card: { title: 'shop #18 failed', theme: 'modern-inline' },
      styles: { background: 'red' },
      slides: [{ type: 'label', data: [{ Branch: 'main' }] }],
      buttons: [{ label: 'Open', action: { type: 'open.url', data: { web: 'https://ci.example.com/18' } } }],
    });
  });

  it('sends blocks, of which none is lost', async () => {
    await new IncomingWebhook(receiver.url).send({
      text: 'Deployment',
      blocks: [
        { type: 'header', text: { type: 'plain_text', text: 'Deployed 2.4.0' } },
        { type: 'section', text: { type: 'mrkdwn', text: 'to *production*' } },
        { type: 'section', fields: [{ type: 'mrkdwn', text: '*By:*\nmona' }] },
        { type: 'context', elements: [{ type: 'plain_text', text: 'eu-west' }] },
      ],
    });
    const message = (await receiver.messages()).at(-1);
    expect(message?.card?.title).toBe('Deployed 2.4.0');
    expect(shown(message?.text)).toBe('to production\neu-west');
    expect(message?.slides).toEqual([{ type: 'label', data: [{ By: 'mona' }] }]);
  });

  it('is told when the key is wrong', async () => {
    const before = (await receiver.messages()).length;
    const wrong = new IncomingWebhook(receiver.url.replace(/.$/, (last) => (last === '0' ? '1' : '0')));
    await expect(wrong.send('x')).rejects.toThrow(/401/);
    expect(await receiver.messages()).toHaveLength(before);
  });
});

/** The client below discord.js' WebhookClient; discord.js itself would be 27 MB for the same request. */
describe("Discord's REST client, as webhook clients use it", () => {
  async function execute(body: object, files?: { name: string; data: string }[]) {
    const rest = new REST({ api: receiver.origin, retries: 0 });
    const query = new URLSearchParams({ zapikey: receiver.token, wait: 'true' });
    const path = receiver.path as `/${string}`;
    return rest.post(path, { body, query, auth: false, versioned: false, ...(files ? { files } : {}) });
  }

  it('posts a text and an embed, which becomes a card', async () => {
    const answer = await execute({
      content: '**Backup** of `db_1` <@80351110224678912>',
      username: 'backup',
      embeds: [
        {
          title: 'Failed',
          url: 'https://backup.example/1',
          color: 15158332,
          fields: [{ name: 'Size', value: '4.2 GB' }],
        },
      ],
    });
    expect(answer).toEqual({ user_ids: [receiver.user.id] });
    const message = (await receiver.messages()).at(-1);
    expect(message).toMatchObject({
      card: { title: 'Failed' },
      styles: { background: 'red' },
      bot: { name: 'backup' },
      slides: [{ type: 'label', data: [{ Size: '4.2 GB' }] }],
    });
    expect(shown(message?.text)).toBe('Backup of db_1 @80351110224678912');
  });

  it('posts files as a form; its message is what the form carries as JSON', async () => {
    await execute({ content: 'The log of **last night**' }, [{ name: 'night.log', data: 'all well' }]);
    const message = (await receiver.messages()).at(-1);
    expect(shown(message?.text)).toBe('The log of last night');
  });
});

const SECRET = 'It is a secret to everybody';

describe('a signed call', () => {
  const post = (body: string, headers: Record<string, string>) =>
    fetch(receiver.url, {
      method: 'POST',
      headers: { 'content-type': 'application/json', ...headers },
      body,
    });

  it("of GitHub, signed by Octokit, is taken, and is GitHub's message", async () => {
    const body = JSON.stringify({
      action: 'opened',
      issue: { number: 7, title: 'Names are cut', html_url: 'https://github.com/acme/site/issues/7' },
      repository: { full_name: 'acme/site', html_url: 'https://github.com/acme/site' },
      sender: { login: 'mona' },
    });
    const answer = await post(body, {
      'x-github-event': 'issues',
      'x-github-delivery': crypto.randomUUID(),
      'x-hub-signature-256': await sign(SECRET, body),
    });
    expect(await answer.json()).toEqual({ user_ids: [receiver.user.id] });
    const message = (await receiver.messages()).at(-1);
    expect(message?.bot).toEqual({ name: 'GitHub' });
    expect(shown(message?.text)).toBe('mona opened issue #7 Names are cut · acme/site');
    expect(message?.text).toContain('](https://github.com/acme/site/issues/7)');
  });

  it('in the form of Standard Webhooks is taken once, however often it is delivered', async () => {
    const webhook = new Webhook(Buffer.from(SECRET).toString('base64'));
    const body = JSON.stringify({ type: 'invoice.paid', title: 'Invoice 42 is paid', data: { total: 24.9 } });
    const [id, sentAt] = [`msg_${crypto.randomUUID()}`, new Date()];
    const headers = {
      'webhook-id': id,
      'webhook-timestamp': String(Math.floor(sentAt.getTime() / 1_000)),
      'webhook-signature': webhook.sign(id, sentAt, body),
    };
    const before = (await receiver.messages()).length;
    for (let delivery = 0; delivery < 2; delivery++) {
      const answer = await post(body, headers);
      expect([answer.status, await answer.json()]).toEqual([200, { user_ids: [receiver.user.id] }]);
    }
    const messages = await receiver.messages();
    expect(messages).toHaveLength(before + 1);
    expect(messages.at(-1)?.text).toContain('Invoice 42 is paid');
  });
});

describe('over HTTP as it is sent', () => {
  const event = (id: string) => ({
    specversion: '1.0',
    id,
    source: '/shops/berlin',
    type: 'com.example.order.created',
  });
  const data = { total: 24.9 };
  const inHeaders = Object.entries(event('2')).map(([name, value]) => [`ce-${name}`, value]);

  it.each([
    ['structured', 'application/cloudevents+json; charset=utf-8', { ...event('1'), data }, {}],
    ['binary', 'application/json', data, Object.fromEntries(inHeaders)],
    ['batched', 'application/cloudevents-batch+json', [{ ...event('3'), data }], {}],
  ])('a CloudEvent in %s mode is the same message', async (_, contentType, body, headers) => {
    const before = (await receiver.messages()).length;
    const answer = await fetch(receiver.url, {
      method: 'POST',
      headers: { 'content-type': contentType, ...headers },
      body: JSON.stringify(body),
    });
    expect(answer.status).toBe(200);
    const messages = await receiver.messages();
    expect(messages).toHaveLength(before + 1);
    expect(messages.at(-1)?.bot).toEqual({ name: 'CloudEvents' });
    expect(shown(messages.at(-1)?.text)).toBe('com.example.order.created\nfrom /shops/berlin');
    expect(messages.at(-1)?.slides).toMatchObject([{ type: 'table', data: { rows: [['total', '24.9']] } }]);
  });

  it("Healthchecks' GET, with its placeholders in the query, is the check", async () => {
    const url = `${receiver.url}&name=Nightly%20backup&status=down&tags=prod`;
    const answer = await fetch(url, { headers: { 'user-agent': 'healthchecks.io' } });
    expect(answer.status).toBe(200);
    expect((await receiver.messages()).at(-1)).toMatchObject({
      card: { title: 'Nightly backup · down' },
      styles: { background: 'red' },
      bot: { name: 'Healthchecks' },
    });
  });

  it("Zabbix' JSON in the field of a form is the problem", async () => {
    const payload = JSON.stringify({
      ...{ Subject: 'Problem: Disk is full', Severity: 'High', Hostname: 'db_1', Trigger_Status: 'PROBLEM' },
      Message:
        'Problem started at 09:12:31 on 2026.11.28\nProblem name: Disk is full\nOriginal problem ID: 7',
    });
    await fetch(receiver.url, { method: 'POST', body: new URLSearchParams({ payload }) });
    expect((await receiver.messages()).at(-1)?.card?.title).toBe('Disk is full on db_1 · problem');
  });
});
