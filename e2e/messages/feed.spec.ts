import { gallery } from '@/lib/messages/gallery/gallery';
import { createChannel } from '@/prisma/factories/create-channel';
import { createToken } from '@/prisma/factories/create-token';
import { expectAccessible } from '../accessibility/axe';
import { expect, test } from '../support/test';
import { post, urlOf } from '../webhooks/call';

test('what services send is drawn in an open feed as it arrives, every kind of it, and the same after a reload', async ({
  page,
  person,
}) => {
  const { token } = await createToken(person);
  const { uniqueName } = await createChannel(person);
  const url = urlOf.channel(uniqueName, token);
  await post(url, { text: 'First' });
  await page.goto(`/channels/${uniqueName}`);
  const log = page.getByRole('log');
  await expect(log).toContainText('First');
  const messages = gallery
    .filter(({ title }) => ['Cards', 'Slides', 'Charts'].includes(title))
    .flatMap(({ examples }) => examples.map(({ message }) => message));
  for (const message of messages) expect((await post(url, message)).status).toBe(204);

  const graphs = log.getByRole('img', { name: /^(Bar|Stacked bar|Line) graph/ });
  const expectAll = async () => {
    await expect(log.getByRole('article')).toHaveCount(messages.length + 1);
    await expect(graphs).toHaveCount(5);
    await expect(log.getByText('412 · 93.6%')).toHaveCount(1);
    await expect(log.getByRole('region', { name: '95th percentile' })).toHaveCount(1);
  };
  await expectAll();
  await page.reload();
  await expectAll();
  await expectAccessible(page, 'the feed');
});
