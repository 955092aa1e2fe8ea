import { expect, it } from 'vitest';
import { aSender, FORM, type SentBody } from '@/test/support/webhooks/sent-bodies';
import { messagesOf, throughBothAdapters } from '@/test/support/webhooks/world';

throughBothAdapters('messages as senders get them wrong', (send) => {
  it.each<SentBody>([
    ['bytes of Windows-1252', Buffer.from('{"text":"St\u00f6rung"}', 'latin1'), {}],
    ['a form whose escapes are bytes of Windows-1252', 'text=St%F6rung', { 'content-type': FORM }],
    ['a comma too many', '{"text":"Störung",}', {}],
    ['single quotes', "{'text':'Störung'}", {}],
  ])('takes %s, and notes the repair for the owner', async (_, body, headers) => {
    const { post, texts, notes } = await aSender(send);
    expect((await post(body, { 'content-type': 'application/json', ...headers })).status).toBe(204);
    expect(await texts()).toEqual(['Störung']);
    expect(await notes()).toHaveLength(1);
  });

  it('takes raw line breaks in a text as line breaks', async () => {
    const { post, texts } = await aSender(send);
    expect((await post('{"text":"a\nb\tc\r\nd"}')).status).toBe(204);
    expect(await texts()).toEqual(['a\nb\tc\r\nd']);
  });

  it('shows numbers and booleans as they were written', async () => {
    const { post, texts } = await aSender(send);
    for (const text of ['42', 'true', '"x"']) expect((await post(`{"text":${text}}`)).status).toBe(204);
    expect(await texts()).toEqual([42, true, 'x']);
  });

  it('shows decimals of a service that nobody knows as they were written', async () => {
    const { bot, incoming, post } = await aSender(send);
    const body = '{"title":"Released","version":2.10,"size":1e3,"id":9007199254740993}';
    expect((await post(body, {}, incoming)).status).toBe(200);
    const [message] = await messagesOf(bot.feedId);
    for (const shown of ['2.10', '1e3', '9007199254740993']) expect(message!.content).toContain(`"${shown}"`);
  });

  it('keeps decimals where version 3 puts the buttons into the card', async () => {
    const { channel, key, post } = await aSender(send);
    const body = '{"text":1.50,"card":{"title":"T","buttons":[{"label":"Open"}]}}';
    const url = `/api/v3/channels/${channel.uniqueName}/message?${key}`;
    expect((await post(body, {}, url)).status).toBe(204);
    expect((await post(body.replace('[{"label":"Open"}]', '""'), {}, url)).status).toBe(204);
    const [first, second] = (await messagesOf(channel.feedId)).map(({ content }) => JSON.parse(content));
    expect(first).toEqual({ text: '1.50', card: { title: 'T' }, buttons: [{ label: 'Open' }] });
    expect(second).toMatchObject({ text: '1.50', card: { title: 'T' } });
  });

  it('takes null where a template found nothing: a link, an action, a picture, a cell', async () => {
    const { channel, post, notes } = await aSender(send);
    const message = {
      text: 'x',
      buttons: [
        { label: 'Open', action: { type: 'open.url', data: { web: null } } },
        { label: 'Look', action: null },
      ],
      slides: [
        { type: 'images', data: [null] },
        { type: 'label', data: [{ a: {} }] },
        { type: 'label', data: null },
        { type: 'table', data: { headers: ['a'], rows: [{ a: [] }] } },
      ],
    };
    expect((await post(JSON.stringify(message))).status).toBe(204);
    expect(await messagesOf(channel.feedId)).toHaveLength(1);
    expect(await notes()).toEqual(["'buttons.0.action.data.web' is no URL and leads nowhere."]);
  });

  it('keeps a message with dead links, and notes them', async () => {
    const { post, texts, notes } = await aSender(send);
    const dead = {
      text: 'alert',
      buttons: [{ label: 'Open', action: { type: 'open.url', data: { web: 'https://' } } }],
      card: { title: 'T', thumbnail: 'n/a' },
    };
    expect((await post(JSON.stringify(dead))).status).toBe(204);
    expect(await texts()).toEqual(['alert']);
    expect(await notes()).toEqual([
      "'buttons.0.action.data.web' is no URL and leads nowhere.",
      "'card.thumbnail' is no URL and leads nowhere.",
    ]);
  });

  it("takes version 3's buttons inside a card, at a channel's unique name", async () => {
    const { channel, key } = await aSender(send);
    const body = JSON.stringify({ text: 'x', card: { title: 'T', buttons: [{ label: 'Open' }] } });
    const answer = await send(`/api/v3/channels/${channel.uniqueName}/message?${key}`, {
      method: 'POST',
      body,
    });
    expect(answer.status).toBe(204);
    const [message] = await messagesOf(channel.feedId);
    expect(JSON.parse(message!.content)).toEqual({
      text: 'x',
      card: { title: 'T' },
      buttons: [{ label: 'Open' }],
    });
  });
});
