import { expect, test } from 'playwright/test';
import { createChannel } from '@/prisma/factories/create-channel';
import { createToken } from '@/prisma/factories/create-token';
import { createUser } from '@/prisma/factories/create-user';
import { signIn } from '../support/sign-in';
import { post, urlOf } from '../webhooks/call';

const script = '<script>window.injected = 1</script><img src=x onerror="window.injected = 1">';
const texts = [
  script,
  `*${script}*`,
  `\`\`\`\n${script}\n\`\`\``,
  '[click](javascript:window.injected=1)',
  '[click](JaVaScRiPt:window.injected=1)',
  '[click]( javascript:window.injected=1)',
  '[click](java\tscript:window.injected=1)',
  '[click](data:text/html,<script>alert(1)</script>)',
  '[click](vbscript:x)',
  '[click](//evil.example/x)',
  '[click](https://ok.example/"onmouseover="window.injected=1)',
  '[a](https://ok.example/)<b>bold</b>',
  '![x](javascript:window.injected=1)',
  '<https://ok.example/><svg onload=window.injected=1>',
  'javascript:window.injected=1',
  '{@<img src=x onerror=window.injected=1>}',
];

test('message content never becomes markup, a script or a link to one', async ({ page, context }) => {
  const owner = await createUser({ name: '<img src=x onerror="window.injected=1">' });
  const { token } = await createToken(owner, { name: '<b>key</b>' });
  const channel = await createChannel(owner, { description: script });
  const url = urlOf.channel(channel.uniqueName, token);
  const messages: Record<string, unknown>[] = [
    ...texts.map((text) => ({ text })),
    ...texts.map((title) => ({ card: { title: title.slice(0, 200) }, text: 'card', bot: { name: script } })),
    {
      text: 'rows',
      slides: [{ type: 'table', title: script, data: { headers: [script], rows: [{ [script]: script }] } }],
    },
    {
      text: 'list',
      slides: [
        { type: 'list', data: texts },
        { type: 'label', data: [{ [script]: script }] },
        { type: 'text', data: script },
      ],
    },
    {
      text: 'button',
      buttons: [
        { label: '<b>x</b>', hint: script.slice(0, 100), action: { type: 'copy', data: { text: script } } },
      ],
    },
  ];
  for (const message of messages) {
    expect(await post(url, message), JSON.stringify(message)).toMatchObject({ status: 204 });
  }
  await signIn(context, owner);
  await page.goto(`/channels/${channel.uniqueName}`);
  const log = page.getByRole('log');
  await expect(log.getByRole('article')).toHaveCount(messages.length);
  await expect(log).toContainText('<script>window.injected = 1</script>');
  for (const link of await log.getByRole('link').all()) await link.hover();

  const found = await log.evaluate((element) => {
    const all = [...element.querySelectorAll('*')];
    return {
      scripts: element.querySelectorAll('script, iframe, object, embed, form, base, svg[onload]').length,
      boldFromHtml: element.querySelectorAll('b').length,
      handlers: all.flatMap(({ attributes }) => [...attributes].filter(({ name }) => name.startsWith('on')))
        .length,
      links: all
        .flatMap((node) => ['href', 'src', 'action', 'xlink:href'].map((name) => node.getAttribute(name)))
        .filter((value) => value !== null)
        .filter((value) => !/^(https?:|mailto:|tel:)/.test(value)),
      targets: [...element.querySelectorAll('a')].filter(({ rel }) => !rel.includes('noopener')).length,
      injected: 'injected' in window,
    };
  });
  expect(found).toEqual({ scripts: 0, boldFromHtml: 0, handlers: 0, links: [], targets: 0, injected: false });
});

test('a button or picture with another kind of address is refused', async () => {
  const owner = await createUser();
  const { token } = await createToken(owner);
  const { uniqueName } = await createChannel(owner);
  const url = urlOf.channel(uniqueName, token);
  const open = (web: string) => ({ label: 'Go', action: { type: 'open.url', data: { web } } });
  const messages = [
    { text: 'x', buttons: [open('javascript:alert(1)')] },
    { text: 'x', buttons: [open('data:text/html,x')] },
    { text: 'x', card: { title: 'x', thumbnail: 'javascript:alert(1)' } },
    { text: 'x', slides: [{ type: 'images', data: ['file:///etc/passwd'] }] },
    { text: 'x', bot: { name: 'x', image: 'javascript:alert(1)' } },
  ];
  for (const message of messages)
    expect((await post(url, message)).status, JSON.stringify(message)).toBe(400);
});
