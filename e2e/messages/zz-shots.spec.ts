import { test } from 'playwright/test';
import { createBot } from '@/prisma/factories/create-bot';
import { createToken } from '@/prisma/factories/create-token';
import { createUser } from '@/prisma/factories/create-user';
import { signIn } from '../support/sign-in';
import { post, urlOf } from '../webhooks/call';

const A = (name: string) => ({ type: 'invoke.function', data: { name } });
test('shots', async ({ page, context }) => {
  const people = [
    await createUser({ name: 'Ada Lovelace' }),
    await createUser(),
    await createUser(),
    await createUser(),
  ];
  const bot = await createBot(people[0]!, {
    name: 'Herald two',
    handlerCode:
      'function handler({body}){return {...body, broadcast:true}}\nfunction onButton({user,button}){ if (button.label==="Break") throw new Error("no stock"); if (button.label==="Banner") return {type:"banner",text:"Approved for everybody"}; return {text: user.name+" chose *"+button.label+"*"} }',
    subscribers: people,
  });
  const { token } = await createToken(people[0]!);
  const send = (m: object) => post(urlOf.botIncoming(bot.uniqueName, token), m);
  await send({
    text: 'Please choose until *noon*.',
    card: {
      title: 'Where do we have lunch?',
      theme: 'poll',
      options: [
        { text: 'Soup bar on the corner, the one with the long tables and the longer queue' },
        { text: 'Salad' },
        { text: 'Rice & Co' },
        { text: 'I bring my own' },
      ],
    },
  });
  await send({
    text: 'All 412 tests are green. The release goes to `production`.',
    card: { title: 'Release build 128?', theme: 'prompt' },
    buttons: [
      { label: 'Release', type: '+', action: A('a') },
      { label: 'Reject', type: '-', action: A('b') },
      { label: 'Later', action: A('c') },
    ],
  });
  await send({
    text: 'Order 7 waits: [Approve]($1) or [Reject]($2) it.',
    references: {
      1: { type: 'button', object: { label: 'Approve', type: '+', action: A('x') } },
      2: { type: 'button', object: { label: 'Reject', type: '-', action: A('x') } },
    },
    buttons: [
      {
        label: 'Open run',
        action: { type: 'open.url', data: { web: 'https://ci.example.com/run/128?tab=log' } },
      },
      { label: 'Report', action: { type: 'preview.url', data: { web: 'https://reports.example.com/7' } } },
      { label: 'Copy id', action: { type: 'copy', data: { text: 'run-128' } } },
      { label: 'Join', action: { type: 'system.api', data: { api: 'joinchannel/general' } } },
      { label: 'Banner', action: A('x') },
    ],
  });
  const { db } = await import('@/lib/db/prisma');
  await db().pollVote.createMany({
    data: people
      .slice(1)
      .map((p, i) => ({ feedId: bot.feedId, messageSeq: 1n, userId: p.id, option: i === 2 ? 1 : 2 })),
  });
  await signIn(context, people[0]!);
  for (const scheme of ['light', 'dark'] as const)
    for (const width of [1280, 390]) {
      await page.emulateMedia({ colorScheme: scheme });
      await page.setViewportSize({ width, height: 900 });
      await page.goto(`/bots/${bot.uniqueName}`);
      await page.getByRole('radio').nth(1).click();
      await page.waitForTimeout(800);
      await page.screenshot({ path: `/tmp/shots/${scheme}-${width}.png` });
      await page.getByRole('button', { name: 'Open run' }).click();
      await page.getByRole('dialog').waitFor();
      await page.waitForTimeout(400);
      await page.screenshot({ path: `/tmp/shots/${scheme}-${width}-leave.png` });
      await page.keyboard.press('Escape');
      await page.getByRole('button', { name: 'Banner' }).click();
      await page.waitForTimeout(1200);
      await page.screenshot({ path: `/tmp/shots/${scheme}-${width}-after.png` });
    }
});
