import { existsSync, readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, test } from 'vitest';
import { COMMANDS } from '@/lib/boot/admin/commands';
import { ACTS, rowsLeftBy } from '@/test/support/audit/acts';
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
  'accounts/user/act-on-member.ts',
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
      const acts = /\b(?:actAs|actAtOnce|requireStanding|requireEnrolment|actOnMember)\b/.test(source);
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
