import { expect, it } from 'vitest';
import { db } from '@/lib/db/prisma';
import { BODY, github, OTHER, posted, SECRET, world } from '@/test/support/webhooks/signed';
import { historyOf, outcome, throughBothAdapters } from '@/test/support/webhooks/world';

throughBothAdapters('a target with a secret whose key is gone', (send) => {
  /** Channel and bot with both secrets, of which only the second still opens. */
  async function worldWithLost() {
    const made = await world();
    await made.set({ add: [SECRET, OTHER] });
    await db().intakeSecret.updateMany({
      where: { feedId: { in: [made.channel.feedId, made.bot.feedId] }, slot: 1 },
      data: { keyVersion: 999 },
    });
    return made;
  }

  it('goes on taking calls that are signed with its other one', async () => {
    const { urls } = await worldWithLost();
    const right = posted({ headers: await github(OTHER, BODY), body: BODY });
    for (const url of Object.values(urls)) expect((await send(url, right)).status).toBe(200);
  });

  it('refuses calls that are signed with it, and tells the owner that it does not open', async () => {
    const { token, urls } = await worldWithLost();
    for (const url of Object.values(urls)) {
      const call = posted({ headers: await github(SECRET, BODY), body: BODY });
      expect(await outcome(await send(url, call))).toMatchObject({ status: 403, code: 'signature_invalid' });
      const last = (await historyOf(token.id)).at(-1);
      expect(last?.reason).toMatch(/cannot be opened with the server’s token keys. Set the secret anew/);
    }
  });
});
