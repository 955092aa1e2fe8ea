import 'server-only';
import { db } from '@/lib/db/prisma';
import { appIdOf } from '@/lib/extensions/app-key/ids';
import { openAppKey } from '@/lib/extensions/app-key/key';
import { openToken } from '@/lib/webhook-tokens/token/box';
import { demoPassword } from './demo-password';

type Credentials = { appId: string; appKey: string };

/** The output of `npm run demo -- --json`, on whose shape people's scripts rely. E-mail addresses identify people. */
export type DemoSummary = {
  baseUrl: string;
  orgId: string;
  users: {
    email: string;
    password: string;
    role: 'administrator' | 'member';
    tokens: { name: string; token: string; enabled: boolean }[];
  }[];
  channels: { uniqueName: string; id: string; members: string[] }[];
  bots: { uniqueName: string; owner: string; access: 'organization' | 'personal' }[];
  extensions: { name: string; owner: string; sandbox: Credentials; marketplace: Credentials }[];
};

/** Reads the demonstration workspace back, with its tokens and keys in full. */
export async function describeDemo(baseUrl: string): Promise<DemoSummary> {
  const { id: orgId } = await db().organization.findFirstOrThrow({ select: { id: true } });
  const [users, channels, bots, extensions] = [
    await readUsers(),
    await readChannels(),
    await readBots(),
    await readExtensions(),
  ];
  return { baseUrl, orgId, users, channels, bots, extensions };
}

async function readUsers(): Promise<DemoSummary['users']> {
  const password = demoPassword();
  const rows = await db().user.findMany({
    orderBy: { id: 'asc' },
    select: {
      email: true,
      role: true,
      webhookTokens: {
        orderBy: { id: 'asc' },
        select: { id: true, userId: true, name: true, enabled: true, ciphertext: true, keyVersion: true },
      },
    },
  });
  return rows.map(({ email, role, webhookTokens }) => ({
    email,
    password,
    role: lower(role),
    tokens: webhookTokens.map((row) => ({ name: row.name, token: openToken(row), enabled: row.enabled })),
  }));
}

async function readChannels(): Promise<DemoSummary['channels']> {
  const rows = await db().channel.findMany({
    orderBy: { id: 'asc' },
    select: {
      uniqueName: true,
      id: true,
      feed: {
        select: { members: { orderBy: { userId: 'asc' }, select: { user: { select: { email: true } } } } },
      },
    },
  });
  return rows.map(({ uniqueName, id, feed }) => ({
    uniqueName,
    id,
    members: feed.members.map(({ user }) => user.email),
  }));
}

async function readBots(): Promise<DemoSummary['bots']> {
  const rows = await db().bot.findMany({
    orderBy: { id: 'asc' },
    select: { uniqueName: true, access: true, createdBy: { select: { email: true } } },
  });
  return rows.map(({ uniqueName, access, createdBy }) => ({
    uniqueName,
    owner: createdBy.email,
    access: lower(access),
  }));
}

async function readExtensions(): Promise<DemoSummary['extensions']> {
  const rows = await db().extension.findMany({
    orderBy: { number: 'asc' },
    select: {
      number: true,
      name: true,
      keyVersion: true,
      sandboxKeyCiphertext: true,
      marketplaceKeyCiphertext: true,
      owner: { select: { email: true } },
    },
  });
  return rows.map(({ number, name, keyVersion, owner, ...row }) => ({
    name,
    owner: owner.email,
    sandbox: {
      appId: appIdOf(number, 'sandbox'),
      appKey: openAppKey(number, 'sandbox', row.sandboxKeyCiphertext, keyVersion),
    },
    marketplace: {
      appId: appIdOf(number, 'marketplace'),
      appKey: openAppKey(number, 'marketplace', row.marketplaceKeyCiphertext, keyVersion),
    },
  }));
}

function lower<T extends string>(value: T): Lowercase<T> {
  return value.toLowerCase() as Lowercase<T>;
}
