import { describe, expect, test } from 'vitest';
import { updateBot } from '@/lib/bots/update-bot';
import { db } from '@/lib/db/prisma';
import { ACTS, CLIENT, rowsLeftBy } from '@/test/support/audit/acts';
import { aWorld, DEEDS } from '@/test/support/people/deeds';

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
