import { existsSync, readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, test } from 'vitest';
import { COMMANDS } from '@/lib/boot/admin/commands';
import { updateBot } from '@/lib/bots/update-bot';
import { db } from '@/lib/db/prisma';
import { ACTS, CLIENT, rowsLeftBy } from '@/test/support/audit/acts';
import { RECORDED, SILENT } from '@/test/support/audit/routes';
import { aWorld, DEEDS } from '@/test/support/people/deeds';
import type { AuditAction } from './record-event';

const root = path.join(import.meta.dirname, '../..');
const isTest = (act: string) => act.includes('/');
const expected = Object.values(RECORDED).flatMap((acts) => Object.entries(acts));
const recorded = expected.filter(([act]) => !isTest(act));
const silent = Object.values(SILENT).flatMap(({ acts = [] }) => acts);

/** The routes of the application that take a change: `PUT /api/account/name`; ANY when it takes every method. */
function routesThatChange(): string[] {
  const files = readdirSync(path.join(root, 'app'), { recursive: true, encoding: 'utf8' });
  return files
    .map((file) => file.replaceAll('\\', '/'))
    .filter((file) => /(?:^|\/)route\.tsx?$/.test(file))
    .flatMap((file) => {
      const methods = methodsOf(readFileSync(path.join(root, 'app', file), 'utf8'));
      const url = `/${path.posix.dirname(file)}`;
      return methods.length === 4 ? [`ANY ${url}`] : methods.map((method) => `${method} ${url}`);
    });
}

/** The exported methods that may change something. */
function methodsOf(source: string): string[] {
  const declared = [...source.matchAll(/^export (?:const|(?:async )?function) (\w+)/gm)].map(
    ([, name]) => name,
  );
  const listed = [...source.matchAll(/^export \{([^}]*)\}/gm)].flatMap(([, names = '']) =>
    names.split(',').map((name) => name.trim().split(' ').at(-1)),
  );
  return ['POST', 'PUT', 'PATCH', 'DELETE'].filter((method) => [...declared, ...listed].includes(method));
}

/** Files that act for a person and record nothing; routes.ts has the reasons. */
const SILENT_FILES = [
  'accounts/confirm-password.ts',
  'auth/act-as.ts',
  'feeds/post-as-bot.ts',
  'feeds/set-notify.ts',
  'polls/vote.ts',
  'second-factors/offer-totp.ts',
  'second-factors/require-enrolment.ts',
  'step-up/verify-with-code.ts',
  'step-up/verify-with-passkey.ts',
];

/** The files of lib that act for a person (act-as.test.ts keeps others from writing) and name nothing that records. */
function filesThatRecordNothing(): string[] {
  const lib = path.join(root, 'lib');
  return readdirSync(lib, { recursive: true, encoding: 'utf8' })
    .map((file) => file.replaceAll('\\', '/'))
    .filter((file) => /(?<!\.test)\.ts$/.test(file))
    .filter((file) => {
      const source = readFileSync(path.join(lib, file), 'utf8');
      const acts = /\b(?:actAs|actAtOnce|requireStanding|requireEnrolment)\b/.test(source);
      return acts && !/\b(?:recordEvent|eventSql|enterFeed|exitFeed|deleteFeed)\b/.test(source);
    });
}

describe('every change is in the audit trail, or a reason says why not', () => {
  test('of every route: it has the rows that it leaves, or why it leaves none', () => {
    expect([...Object.keys(RECORDED), ...Object.keys(SILENT)].sort()).toEqual(routesThatChange().sort());
  });

  test('of every deed of a person: a route leads there', () => {
    const told = [...recorded.map(([act]) => act), ...silent];
    expect(Object.keys(DEEDS).filter((deed) => !told.includes(deed))).toEqual([]);
  });

  test('of every verb: it records, or is one of those that have a reason', () => {
    expect(filesThatRecordNothing().sort()).toEqual(SILENT_FILES);
  });

  test('of those that other tests make: they look for the rows', () => {
    for (const [file, actions] of expected.filter(([act]) => isTest(act))) {
      expect(existsSync(path.join(root, file)), file).toBe(true);
      const source = readFileSync(path.join(root, file), 'utf8');
      expect(actions.filter((action) => !source.includes(`'${action}'`))).toEqual([]);
    }
  });
});

describe('an act leaves its rows and no other', () => {
  test.each(recorded)('%s', async (name, actions) => {
    const world = await aWorld();
    const act = await ACTS[name]!(world);
    expect((await rowsLeftBy(world, act)).map(({ action }) => action)).toEqual(actions);
  });

  test.each(silent)('%s leaves none', async (name) => {
    const world = await aWorld();
    const act = await ACTS[name]!(world);
    expect(await rowsLeftBy(world, act)).toEqual([]);
  });
});

const COMMANDS_LEAVE: Record<string, AuditAction> = {
  'reset-password': 'member.issue_reset_link',
  'reset-second-factor': 'member.issue_reset_link',
  'make-administrator': 'member.change_role',
};
test.each(Object.keys(COMMANDS))('the command %s leaves one row, by the command line', async (name) => {
  const world = await aWorld();
  expect(await rowsLeftBy(world, () => COMMANDS[name]!(world.stranger.email))).toMatchObject([
    { action: COMMANDS_LEAVE[name], actorId: 'command-line', subjectId: world.stranger.id },
  ]);
});

const WITHOUT_EFFECT = [
  'change-name',
  'set-member-role',
  'set-member-status',
  'set-token-status',
  'rename-token',
  'update-bot',
  'save-bot-handler',
  'subscribe-bot',
  'unsubscribe-bot',
  'update-channel',
  'archive-channel',
  'join-channel',
  'leave-channel',
  'add-member',
  'update-extension',
  'save-sandbox-code',
  'install-extension',
  'uninstall-extension',
  'rename-passkey',
  'save-understanding',
];
test.each(WITHOUT_EFFECT)('%s without effect leaves no row', async (name) => {
  const world = await aWorld();
  await DEEDS[name]!(world);
  expect(await rowsLeftBy(world, () => DEEDS[name]!(world))).toEqual([]);
});

describe('a row tells', () => {
  test('what was before and after: a bot that becomes personal', async () => {
    const world = await aWorld();
    const details = { name: 'Own bot', description: '', imageUrl: null, access: 'PERSONAL' as const };
    const rows = await rowsLeftBy(world, () => updateBot(world.user, world.own.bot, details));
    expect(rows.map(({ detail }) => detail)).toEqual([
      { uniqueName: world.own.bot, access: { from: 'ORGANIZATION', to: 'PERSONAL' } },
    ]);
  });

  test('of changes at once, each from where another ended', async () => {
    const world = await aWorld();
    const details = { description: '', imageUrl: null, access: 'ORGANIZATION' as const };
    const names = Array.from({ length: 12 }, (_, n) => `Name ${n}`);
    const rows = await rowsLeftBy(world, () =>
      Promise.all(names.map((name) => updateBot(world.user, world.own.bot, { ...details, name }))),
    );
    const steps = rows.map(({ detail }) => (detail as { name: { from: string; to: string } }).name);
    const next = new Map(steps.map(({ from, to }) => [from, to]));
    let last = 'Own bot';
    for (const _ of names) last = next.get(last) ?? 'nothing';
    const bot = await db().bot.findUnique({
      where: { uniqueName: world.own.bot },
      select: { name: true },
    });
    expect([rows.length, next.size, last]).toEqual([names.length, names.length, bot?.name]);
  });

  test('whom an invitation lets in, as what, and who came by it from where', async () => {
    const world = await aWorld();
    const made = await rowsLeftBy(world, () => DEEDS.invite!(world));
    expect(made).toMatchObject([{ detail: { email: 'anybody', role: 'ADMINISTRATOR' } }]);
    const joined = await rowsLeftBy(world, await ACTS['accept-invitation']!(world));
    expect(joined).toMatchObject([
      { sourceAddress: CLIENT.sourceAddress, detail: { role: 'ADMINISTRATOR', by: 'password' } },
    ]);
  });

  test('of each token that a reset link switches off, and of no other', async () => {
    const world = await aWorld();
    const act = await ACTS['use-reset-link']!(world);
    const rows = await rowsLeftBy(world, act);
    const tokens = await db().webhookToken.findMany({
      where: { userId: world.other.id },
      select: { id: true },
    });
    const disabled = rows.filter(({ action }) => action === 'webhook_token.disable');
    expect(disabled.map(({ subjectId }) => subjectId)).toEqual(tokens.map(({ id }) => id));
  });
});

describe('the audit trail only grows', () => {
  const refused = (sql: string) =>
    expect(db().$executeRawUnsafe(sql)).rejects.toThrow('audit_event only grows');

  test('no row is changed or deleted, and the table is not emptied', async () => {
    const world = await aWorld();
    await DEEDS['change-name']!(world);
    const rows = `where actor_id = '${world.user.id}'`;
    await refused(`update audit_event set action = 'nothing' ${rows}`);
    await refused(`delete from audit_event ${rows}`);
    await refused('truncate audit_event');
  });
});
