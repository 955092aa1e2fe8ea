import type { BrowserContext } from 'playwright/test';
import { createBot } from '@/prisma/factories/create-bot';
import { createChannel } from '@/prisma/factories/create-channel';
import { createExtension } from '@/prisma/factories/create-extension';
import { createToken } from '@/prisma/factories/create-token';
import { createUser } from '@/prisma/factories/create-user';
import { signIn } from '../support/sign-in';
import { post, urlOf } from '../webhooks/call';

/** One line is longer than a phone is wide: the editor scrolls. */
const HANDLER = `function handler() {\n  return { text: '${'ok '.repeat(60)}' };\n}`;

const rich = {
  text: 'Build *128* of `main` _passed_. See [the run](https://ci.example.com/run/128).\n!a quote\n---\n```\nnpm test\n```',
  bot: { name: 'CI', image: '' },
  card: { title: 'Build 128', theme: 'modern-inline' },
  slides: [
    {
      type: 'table',
      title: 'Tests',
      data: { headers: ['Suite', 'Passed'], rows: [{ Suite: 'unit', Passed: 412 }] },
    },
    { type: 'list', title: 'Changes', data: ['One', 'Two'] },
    { type: 'label', title: 'Facts', data: [{ Branch: 'main' }, { Duration: '3 min' }] },
  ],
  buttons: [
    { label: 'Open', type: '+', action: { type: 'open.url', data: { web: 'https://ci.example.com' } } },
    { label: 'Run', type: '-', action: { type: 'invoke.function', data: { name: 'run' } } },
  ],
};

/** An administrator with one of everything, signed in and past the gate; and every page there is to see. */
export async function workspace(context: BrowserContext) {
  const person = await createUser({ role: 'ADMINISTRATOR', name: 'Ada Lovelace' });
  const token = await createToken(person, { name: 'Build server' });
  const channel = await createChannel(person, { description: 'What the build server says.' });
  const bot = await createBot(person, { handlerCode: HANDLER });
  const extension = await createExtension(person, {
    code: 'function handler() {\n  return "ok";\n}',
    published: true,
    installedBy: [],
  });
  const url = urlOf.channel(channel.uniqueName, token.token);
  for (const message of [rich, { text: 'Plain *text*', styles: { background: 'red' } }]) {
    const { status, text } = await post(url, message);
    if (status !== 204) throw new Error(text);
  }
  await post(url, { nonsense: true });
  await post(urlOf.botIncoming(bot.uniqueName, token.token), {});
  await signIn(context, person, { steppedUp: true });
  const pages = {
    channel: `/channels/${channel.uniqueName}`,
    bot: `/bots/${bot.uniqueName}`,
    'bots and tools': '/bots-and-tools',
    bots: '/bots-and-tools/bots',
    'bot settings': `/bots-and-tools/bots/${bot.uniqueName}`,
    extensions: '/bots-and-tools/extensions',
    extension: `/bots-and-tools/extensions/${extension.number}`,
    channels: '/bots-and-tools/channels',
    'webhook tokens': '/bots-and-tools/webhook-tokens',
    'usage history': `/bots-and-tools/webhook-tokens/${token.id}`,
    members: '/members',
    security: '/settings/security',
    sessions: '/settings/sessions',
    'a page that does not exist': '/channels/there-is-no-such-channel',
  };
  return { person, token, channel, bot, extension, pages };
}
