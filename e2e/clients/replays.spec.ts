import { expect, test } from 'playwright/test';
import { signIn } from '../support/sign-in';
import { clients } from './clients';
import { createPlace } from './place';
import type { Replay } from './replay';
import { sendRaw } from './send-raw';
import { successRules } from './success-rules';

for (const { client, request, success, to, shows, refusal } of clients) {
  test(`S9 ${client}: its request is ${shows === null ? 'refused by name' : 'a success by its own rule'}`, async ({
    baseURL,
  }) => {
    const place = await createPlace();
    const sent = request(place);
    const answer = await sendRaw(baseURL!, sent);
    expect(successRules[success](answer), `${success}: ${JSON.stringify(answer)}`).toBe(true);
    const messages = await place.messagesIn(to);
    if (refusal) {
      expect(JSON.parse(answer.body)).toMatchObject(refusal);
      expect(messages).toEqual([]);
      return;
    }
    expect(messages).toHaveLength(1);
    // What is a message already is kept as it came.
    const text = sent.body?.trim() ?? '';
    if (to === 'channel' && text.startsWith('{')) expect(messages[0]).toBe(text);
  });
}

test('S9 what the known clients send is there to be read in the feeds', async ({
  page,
  context,
  baseURL,
}) => {
  test.slow();
  const place = await createPlace();
  const accepted = clients.filter(({ shows }) => shows !== null);
  for (const { request } of accepted) await sendRaw(baseURL!, request(place));
  await signIn(context, place.owner);
  for (const feed of ['channel', 'bot', 'application'] satisfies Replay['to'][]) {
    await page.goto(place.pages[feed]);
    const log = page.getByRole('log').first();
    for (const { client, to, shows } of accepted) {
      if (to === feed) await expect(log.getByText(shows!).first(), client).toBeAttached();
    }
  }
});
