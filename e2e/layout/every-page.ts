import { readdirSync } from 'node:fs';
import type { BrowserContext } from 'playwright/test';
import { invite } from '@/lib/accounts/invite';
import { db } from '@/lib/db/prisma';
import { issueResetLink } from '@/lib/reset-links/issue-reset-link';
import { createBot } from '@/prisma/factories/create-bot';
import { createChannel } from '@/prisma/factories/create-channel';
import { createExtension } from '@/prisma/factories/create-extension';
import { createToken } from '@/prisma/factories/create-token';
import { createUser } from '@/prisma/factories/create-user';
import { createPasskey } from '../support/passkey';
import { signIn } from '../support/sign-in';
import { post, urlOf } from '../webhooks/call';

/** Pages that cannot be measured here, each with the reason. */
const NOT_MEASURED: Record<string, string> = {
  '(app)': 'only leads on to a channel',
  '(app)/settings': 'only leads on to security',
  '(public)/setup': 'there only before the first account; drawn like the page of an invitation',
};

/** Every page of the application, as its folder below `app`. */
export function pagesOfTheApplication(): string[] {
  const files = readdirSync('app', { recursive: true, encoding: 'utf8' });
  return files
    .filter((file) => file.endsWith('page.tsx'))
    .map((file) => file.replace(/\/?page\.tsx$/, ''))
    .filter((folder) => !(folder in NOT_MEASURED))
    .sort();
}

/** Names as short and as long as they may be, with places to break and without. */
const SHORT = 'CI';
const broken = (length: number) => 'Nightly builds of the payments service in Frankfurt'.slice(0, length);
const unbroken = (length: number) => 'Wiederaufbereitungsanlagenüberwachungsmeldungsdienst'.slice(0, length);

const HANDLER = 'function handler() {\n  return { text: "ok" };\n}';

const CARD = {
  text: 'Deploy 12 failed',
  card: { title: unbroken(50), theme: 'modern-inline' },
  slides: [
    {
      type: 'table',
      title: 'Tests',
      data: { headers: ['Suite', 'Passed'], rows: [{ Suite: unbroken(40), Passed: 412 }] },
    },
  ],
  buttons: [{ label: unbroken(20), action: { type: 'open.url', data: { web: 'https://ci.example.com' } } }],
};

/**
 * An administrator whose things have those names. `paths`: an address for every page. `open`: the pages for
 * people who are not signed in. `names`: texts on the pages that must stay readable.
 */
export async function everyPage(context: BrowserContext) {
  const person = await createUser({ role: 'ADMINISTRATOR', name: broken(50) });
  await createPasskey(person);
  const colleague = await createUser({ name: unbroken(45) });
  const long = await createToken(person, { name: broken(50) });
  await createToken(person, { name: unbroken(50), enabled: false });
  await createToken(person, { name: SHORT });
  const described = { description: broken(50).repeat(4) };
  const channel = await createChannel(person, { name: unbroken(45), members: [colleague], ...described });
  await createChannel(person, { name: broken(45), access: 'PRIVATE' });
  const bot = await createBot(person, { name: unbroken(20), handlerCode: HANDLER, ...described });
  const extension = await createExtension(person, { name: unbroken(45), code: HANDLER, published: true });
  const url = urlOf.channel(channel.uniqueName, long.token);
  const { json } = await post(url, { ...CARD, sync_message: true });
  const root = String(json?.message_id);
  await post(url, { text: 'looking', thread_message_id: root, thread_title: broken(50) });
  await post(url, { nonsense: true });
  await post(urlOf.botIncoming(bot.uniqueName, long.token), {});
  const thread = await db().thread.findFirstOrThrow({
    where: { parentFeedId: channel.feedId },
    select: { feedId: true },
  });
  await post(`/api/v2/buddies/${colleague.email}/message?zapikey=${long.token}`, { text: 'Hello' });
  const chat = await db().directChat.findFirstOrThrow({
    where: { OR: [{ lowId: person.id }, { highId: person.id }] },
    select: { feedId: true },
  });
  const invitation = await invite(person, { role: 'MEMBER' });
  const resetting = { password: true, secondFactors: false, webhookTokens: 'keep' as const };
  const reset = await issueResetLink(person, colleague.id, resetting);
  await signIn(context, person, { steppedUp: true });
  const paths: Record<string, string> = {
    '(app)/bots-and-tools': '/bots-and-tools',
    '(app)/bots-and-tools/bots': '/bots-and-tools/bots',
    '(app)/bots-and-tools/bots/[uniqueName]': `/bots-and-tools/bots/${bot.uniqueName}`,
    '(app)/bots-and-tools/channels': '/bots-and-tools/channels',
    '(app)/bots-and-tools/extensions': '/bots-and-tools/extensions',
    '(app)/bots-and-tools/extensions/[number]': `/bots-and-tools/extensions/${extension.number}`,
    '(app)/bots-and-tools/webhook-tokens': '/bots-and-tools/webhook-tokens',
    '(app)/bots-and-tools/webhook-tokens/[tokenId]': `/bots-and-tools/webhook-tokens/${long.id}`,
    '(app)/bots/[uniqueName]': `/bots/${bot.uniqueName}`,
    '(app)/channels/[uniqueName]': `/channels/${channel.uniqueName}`,
    '(app)/chats/[feedId]': `/chats/${chat.feedId}`,
    '(app)/members': '/members',
    '(app)/settings/account': '/settings/account',
    '(app)/settings/security': '/settings/security',
    '(app)/settings/sessions': '/settings/sessions',
    '(app)/threads/[feedId]': `/threads/${thread.feedId}`,
    '(public)/docs/api': '/docs/api',
    '(public)/docs/handlers': '/docs/handlers',
    '(public)/docs/shell': '/docs/shell',
    'styleguide/messages': '/styleguide/messages',
    'styleguide/services': '/styleguide/services',
  };
  const open: Record<string, string> = {
    '(public)/forgot-password': '/forgot-password',
    '(public)/join/[code]': new URL(invitation.url).pathname,
    '(public)/reset/[code]': new URL(reset.url).pathname,
    '(public)/sign-in': '/sign-in',
  };
  const names = [SHORT, ...[50, 45, 20].flatMap((length) => [broken(length), unbroken(length)])];
  return { paths, open, names };
}
