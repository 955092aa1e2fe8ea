import { describe, expect, it } from 'vitest';
import { allFixtures } from '@/lib/providers/all-fixtures';
import { callOf } from '@/lib/providers/fixture';
import type { ForeignCall } from '@/lib/providers/foreign-call';
import { providers } from '@/lib/providers/registry';
import { understandForeign } from '@/lib/providers/render-foreign';
import { messageSchema } from '@/lib/webhooks/message/schema';
import { fixture, jsonCall, treated } from '@/test/support/webhooks/treated';
import { AUTOMATIC, readUnderstanding, type Understanding, understanding } from './schema';
import { SERVICES } from './services';

it('services to choose from are the providers that there are, by their titles', () => {
  expect(SERVICES.map(({ name }) => name).toSorted()).toEqual(providers.map(({ name }) => name).toSorted());
  for (const { name, title } of providers) if (title) expect(SERVICES).toContainEqual({ name, title });
});

it('without settings a call is drawn as ever', () => {
  for (const one of Object.values(allFixtures).flat()) {
    const { silence, ...understood } = treated(callOf(one), {});
    expect(understood).toEqual(understandForeign(callOf(one), { named: true }));
    expect(silence).toBeNull();
  }
});

describe('understands', () => {
  it('nothing: every call is drawn as an unknown one, and belongs to no other', () => {
    const { message, isKnown, group, delivery } = treated(fixture('github', 'push'), { as: 'nothing' });
    expect([isKnown, group, delivery, message.bot]).toEqual([false, null, null, undefined]);
  });

  it('a service: what is not recognised by itself is drawn by its provider, what it cannot draw as unknown', () => {
    const call = jsonCall({ ref: 'refs/heads/main', repository: { full_name: 'acme/site' }, commits: [] });
    const known = treated(fixture('github', 'push'), { as: 'github' });
    expect(known.message).toEqual(treated(fixture('github', 'push'), {}).message);
    expect(treated(call, { as: 'gitlab' }).message.bot).not.toEqual({ name: 'GitHub' });
    expect(treated(jsonCall('a text'), { as: 'gitlab' }).isKnown).toBe(false);
  });

  it('whatever service is chosen for whatever call, the message is one of the wire without "undefined"', () => {
    const calls = Object.values(allFixtures).flatMap((fixtures) => fixtures.slice(0, 3).map(callOf));
    for (const { name } of SERVICES) {
      for (const call of calls) {
        const { message } = treated(call, { as: name });
        expect(messageSchema.safeParse(message).error).toBeUndefined();
        expect(JSON.stringify(message)).not.toMatch(/undefined|\[object|NaN/);
      }
    }
  });
});

describe('events', () => {
  const push = fixture('github', 'push');
  const off = (call: ForeignCall, ...rules: string[]) =>
    treated(call, {
      events: rules.map((rule) => ({ pattern: rule.replace('!', ''), on: rule.startsWith('!') })),
    }).silence?.note ?? null;

  it('that are switched off say so, with their name and the place', () => {
    expect(off(push, 'push')).toBe('The event push is switched off for #ops, so nothing was posted.');
    expect(off(push, 'PUSH')).not.toBeNull();
    expect(off(push, 'pull_request.*', 'pus')).toBeNull();
  });

  it('fit wildcards, and the last line that fits decides', () => {
    const closed = jsonCall(
      { action: 'closed', pull_request: { title: 'x' }, repository: { full_name: 'a/b' } },
      { 'x-github-event': 'pull_request' },
    );
    expect(off(closed, 'pull_request.*')).toContain('pull_request.closed');
    expect(off(closed, 'pull_request.*', '!pull_request.closed')).toBeNull();
    expect(off(closed, '!pull_request.closed', '*')).not.toBeNull();
    expect(off(push, '*', '!pu*h')).toBeNull();
    expect(off(push, 'push.*')).not.toBeNull();
  });

  it('are states where a service has no events', () => {
    const resolved = fixture('alertmanager', 'resolved');
    expect(off(resolved, 'resolved')).not.toBeNull();
    expect(off(fixture('alertmanager', 'firing'), 'resolved')).toBeNull();
  });

  it('of a list are off when all of them are', () => {
    const one = (type: string) => ({ specversion: '1.0', id: type, source: '/x', type });
    const list = jsonCall([one('a.b'), one('c.d')]);
    expect(off(list, 'a.b')).toBeNull();
    expect(off(list, 'a.b', 'c.*')).not.toBeNull();
  });

  it('of any pattern take no longer than the name is long', () => {
    const hooks = { pattern: `${'*a'.repeat(49)}*b`, on: false };
    const call = jsonCall({ specversion: '1.0', id: '1', source: '/x', type: 'a'.repeat(5_000) });
    expect(treated(call, { events: [hooks] }).silence).toBeNull();
  });
});

it('a colour is that of all but what is over', () => {
  expect(treated(fixture('github', 'push'), { colour: 'blue' }).message.styles?.background).toBe('blue');
  expect(treated(fixture('alertmanager', 'resolved'), { colour: 'blue' }).message.styles?.background).toBe(
    'green',
  );
});

describe('quiet hours', () => {
  const night = { timeZone: 'Europe/Berlin', from: '22:00', to: '07:00' };
  const at = (iso: string, call = fixture('github', 'push')) =>
    treated(call, { quietHours: night }, new Date(iso)).silence?.note ?? null;

  it('go past midnight on the clock of their time zone, summer or winter', () => {
    expect(at('2026-01-10T20:59:59Z')).toBeNull();
    expect(at('2026-01-10T21:00:00Z')).toContain('Quiet hours of #ops (22:00 to 07:00, Europe/Berlin)');
    expect(at('2026-01-11T05:59:59Z')).not.toBeNull();
    expect(at('2026-01-11T06:00:00Z')).toBeNull();
    expect(at('2026-07-10T20:00:00Z')).not.toBeNull();
    expect(at('2026-07-10T19:59:59Z')).toBeNull();
  });

  it('let problems through: what fires, what failed, and texts that say so', () => {
    const midnight = '2026-01-10T23:00:00Z';
    expect(at(midnight, fixture('alertmanager', 'firing'))).toBeNull();
    expect(at(midnight, fixture('stripe', 'invoice.payment_failed'))).toBeNull();
    expect(at(midnight, fixture('alertmanager', 'resolved'))).not.toBeNull();
    expect(at(midnight, jsonCall('Backup of db-1 failed'))).toBeNull();
    expect(at(midnight, jsonCall({ msg: 'backup done' }))).not.toBeNull();
  });
});

describe('settings', () => {
  it.each([
    ['a time zone', { quietHours: { timeZone: 'Mars/Base', from: '22:00', to: '07:00' } }],
    ['a time', { quietHours: { timeZone: 'UTC', from: '24:00', to: '07:00' } }],
    ['two times', { quietHours: { timeZone: 'UTC', from: '07:00', to: '07:00' } }],
    ['a service', { as: 'slakc' }],
    ['a colour', { colour: 'pink' }],
    ['an event', { events: [{ pattern: ' ', on: true }] }],
    ['too many events', { events: Array.from({ length: 51 }, () => ({ pattern: 'a', on: true })) }],
    ['too long a template', { body: 'x'.repeat(2_001) }],
  ])('with %s that is none are refused', (_, wrong) => {
    expect(understanding.safeParse({ ...AUTOMATIC, ...wrong }).success).toBe(false);
  });

  it('are read as they were written, and those that cannot be read are none', () => {
    const own: Understanding = { ...AUTOMATIC, as: 'grafana', title: '{{title}}', colour: 'red' };
    expect(readUnderstanding(JSON.stringify(own))).toEqual(own);
    for (const json of [null, '', '{', '[]', '{"as":"what"}'])
      expect(readUnderstanding(json)).toEqual(AUTOMATIC);
  });
});
