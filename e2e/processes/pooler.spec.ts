import { expect, test } from 'playwright/test';
import { createChannel } from '@/prisma/factories/create-channel';
import { createToken } from '@/prisma/factories/create-token';
import { createUser } from '@/prisma/factories/create-user';
import { pgbouncerFile, startPgBouncer } from '@/test/support/programs/pgbouncer';
import { startOwnServer } from '../support/own-server';
import { signIn } from '../support/sign-in';
import { post, urlOf } from '../webhooks/call';

// Left out where PgBouncer is not installed.
if (pgbouncerFile) {
  test('pages, calls and live feeds work behind PgBouncer in transaction mode', async ({ context, page }) => {
    test.slow();
    const DIRECT_DATABASE_URL = process.env.DATABASE_URL ?? '';
    const bouncer = await startPgBouncer(DIRECT_DATABASE_URL, 3);
    const server = await startOwnServer({
      DATABASE_URL: bouncer.url,
      DIRECT_DATABASE_URL,
      WEB_CONCURRENCY: '2',
    });
    try {
      const owner = await createUser();
      const token = await createToken(owner, { name: 'Build server' });
      const channel = await createChannel(owner);
      const url = `${server.url}${urlOf.channel(channel.uniqueName, token.token)}`;
      await signIn(context, owner, { steppedUp: true });

      expect((await post(url, { text: 'First call' })).status).toBe(204);
      await page.goto(`${server.url}/channels/${channel.uniqueName}`);
      await expect(page.getByRole('log')).toContainText('First call');
      const statuses = await Promise.all(
        Array.from({ length: 40 }, async (_, n) => (await post(url, { text: `Call ${n} arrived` })).status),
      );
      expect(statuses.filter((status) => status !== 204)).toEqual([]);
      for (const n of [0, 20, 39]) await expect(page.getByRole('log')).toContainText(`Call ${n} arrived`);

      await page.goto(`${server.url}/bots-and-tools/webhook-tokens`);
      await expect(page.getByText('Build server').first()).toBeVisible();
      await expect(page.getByRole('row', { name: /Build server/ })).toContainText('41');
      expect(server.output()).toContain('by way of the pooler');
    } finally {
      await server.stop();
      await bouncer.stop();
    }
  });
}
