import { expect, test } from 'playwright/test';
import { signIn } from '../support/sign-in';
import { clients } from './clients';
import { createPlace, type OwnPlace } from './place';
import type { Replay } from './replay';
import { sendRaw } from './send-raw';
import { type RawAnswer, successRules } from './success-rules';

/** Sends it as the client does: once, or until it is taken. */
async function sendAsClient(baseURL: string, replay: Replay, place: OwnPlace): Promise<RawAnswer> {
  const answer = await sendRaw(baseURL, replay.request(place));
  return answer.status === 503 && replay.keepsTrying ? sendAsClient(baseURL, replay, place) : answer;
}

for (const replay of clients) {
  const { client, request, success, to, shows, refusal } = replay;
  test(`${client}: its request is ${shows === null ? 'refused by name' : 'a success by its own rule'}`, async ({
    baseURL,
  }) => {
    const place = await createPlace({ withExtension: to === 'application' });
    const answer = await sendAsClient(baseURL!, replay, place);
    expect(successRules[success](answer), `${success}: ${JSON.stringify(answer)}`).toBe(true);
    const messages = await place.messagesIn(to);
    if (refusal) {
      expect(JSON.parse(answer.body)).toMatchObject(refusal);
      expect(messages).toEqual([]);
      return;
    }
    expect(messages).toHaveLength(1);
    // A body that is a message already is stored as it came.
    const text = request(place).body?.trim() ?? '';
    if (to === 'channel' && text.startsWith('{')) expect(messages[0]).toBe(text);
  });
}

test('what the known clients send is there to be read in the feeds', async ({ page, context, baseURL }) => {
  test.slow();
  const place = await createPlace({ withExtension: true });
  const accepted = clients.filter(({ shows }) => shows !== null);
  for (const replay of accepted) await sendAsClient(baseURL!, replay, place);
  await signIn(context, place.owner);
  for (const feed of ['channel', 'bot', 'application'] as const) {
    await page.goto(place.pages[feed]);
    const log = page.getByRole('log').first();
    for (const { client, to, shows } of accepted) {
      if (to === feed) await expect(log.getByText(shows!).first(), client).toBeAttached();
    }
  }
});
