import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { readMessageContent } from '@/lib/messages/content';
import { type Inline, plainText } from '@/lib/messages/markup/ast';
import { parseMarkup } from '@/lib/messages/markup/parse-markup';
import { everybodyIn, mentionsIn } from '@/lib/messages/mentions';
import { allFixtures } from '@/lib/providers/all-fixtures';
import { callOf } from '@/lib/providers/fixture';
import type { ForeignCall } from '@/lib/providers/foreign-call';
import { providers } from '@/lib/providers/registry';
import { understandForeign } from '@/lib/providers/render-foreign';
import { messageSchema } from '@/lib/webhooks/message/schema';
import { AUTOMATIC, readUnderstanding, type Understanding, understanding } from './schema';
import { SERVICES } from './services';
import { understandAs } from './understand-as';

const NOON = new Date('2026-03-02T12:00:00Z');
const jsonCall = (value: unknown, headers: Record<string, string> = {}): ForeignCall => ({
  method: 'POST',
  headers,
  params: [],
  body: { value, kind: typeof value === 'string' ? 'text' : 'json' },
});
const treated = (call: ForeignCall, set: Partial<Understanding>, at = NOON) =>
  understandAs(call, { named: true, understanding: { ...AUTOMATIC, ...set }, at, place: '#ops' });
const fixture = (service: string, event: string) =>
  callOf(allFixtures[service]!.find((one) => one.event === event)!);
const shown = (text = '') => plainText(parseMarkup(text));
const ALERT = {
  alert: { labels: { severity: 'high', host: 'db-1' }, value: 93.5, ok: false, none: null },
  run: { url: 'https://ci.example/7?a=1', log: 'line 1\nline 2' },
  tags: ['a', 'b'],
};

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

describe('templates', () => {
  const drawn = (set: Partial<Understanding>, value: unknown = ALERT) =>
    treated(jsonCall(value), set).message;

  it('take values of the payload and of what was drawn', () => {
    const { card, text, slides } = drawn({
      title: '{{alert.labels.host}} is {{ alert.labels.severity }}',
      body: 'Now at *{{alert.value}}*, {{tags}}\n[Log]({{run.url}})\n{{run.log}}',
    });
    expect(card?.title).toBe('db-1 is high');
    expect(shown(text)).toBe('Now at 93.5, a, b\nLog\nline 1\nline 2');
    expect(text).toContain('(https://ci.example/7?a=1)');
    expect(slides).toBeUndefined();
  });

  it('leave out what is missing, and lines of which nothing is there', () => {
    const { card, text } = drawn({
      title: '{{nothing}}{{alert.none}}Host {{alert.labels.host}}',
      body: 'A: {{missing}}\nB: {{alert.labels.host}} {{missing}}\nC: {{alert.none}}\n\nend {{alert}}{{tags}}',
    });
    expect(card?.title).toBe('Host db-1');
    expect(text).toBe('B: db-1 \n \nend a, b');
    expect(drawn({ title: '{{missing}}' })).toEqual(drawn({}));
    expect(drawn({ body: '{{missing}}' })).toEqual(drawn({}));
  });

  it('find the first of a list by its singular, names with dots, and no inherited members', () => {
    const value = { alerts: [{ labels: { a: 1 } }], 'x.y': 2, __proto__: { z: 3 } };
    const body =
      '{{alert.labels.a}} {{alerts.0.labels.a}} {{alerts.labels.a}} {{x.y}} {{constructor.name}}{{toString}}';
    expect(drawn({ body }, value).text).toBe('1 1 1 2');
  });

  it('have the drawn title, text, event, state and service at hand', () => {
    const { message } = treated(fixture('alertmanager', 'firing'), {
      title: '{{service}}: {{title}}',
      body: '{{state}}\n{{text}}',
    });
    const plain = treated(fixture('alertmanager', 'firing'), {}).message;
    expect(message.card?.title).toBe(`Alertmanager: ${plain.card?.title}`.slice(0, 200));
    expect(message.text).toBe(`firing\n${plain.text ?? ''}`.trim());
    expect(message.buttons).toEqual(plain.buttons);
    const push = treated(fixture('github', 'push'), { title: '{{event}}: {{title}}' }).message;
    expect(push.card?.title).toMatch(/^push: \S+ pushed/);
  });

  it('keep what the call says text: no markup, link or mention is made of it, wherever the template puts it', () => {
    const nasty = fc
      .array(
        fc.constantFrom(
          '*',
          '_',
          '`',
          '```',
          '[',
          '](',
          ')',
          '{@all}',
          '{#x}',
          '{',
          '@all}',
          '#',
          '!',
          '---',
          '\n',
          ' ',
          '$1',
          'a',
          '}}',
          '{{a}}',
        ),
        { maxLength: 10 },
      )
      .map((parts) => parts.join(''));
    const templates = [
      '{{a}}',
      '{{{a}}}',
      '{{{a}}@all}',
      '{{{a}}{{b}}}',
      '{{a}}@all}',
      '*{{a}}* {{b}}',
      '`{{a}}`',
      '```\n{{a}}\n```',
      '# {{a}}',
      '[{{a}}](https://x.test/)',
      '{{a}}{{b}}',
    ];
    const kinds = (nodes: Inline[]): string[] =>
      nodes.flatMap((node) => ('children' in node ? [node.kind, ...kinds(node.children)] : [node.kind]));
    fc.assert(
      fc.property(nasty, nasty, fc.constantFrom(...templates), (a, b, template) => {
        const message = treated(jsonCall({ a, b }), { title: template, body: template }).message;
        const content = readMessageContent(JSON.stringify(message));
        expect([...everybodyIn(content), ...mentionsIn(content)]).toEqual([]);
        const found = parseMarkup(message.text ?? '').flatMap((block) =>
          'lines' in block
            ? block.lines.flatMap(kinds)
            : block.kind === 'heading'
              ? kinds(block.children)
              : [],
        );
        expect(found).not.toContain('reference');
        if (!template.includes('[')) expect(found).not.toContain('link');
        expect(JSON.stringify(message)).not.toMatch(/undefined|\[object/);
      }),
    );
  });

  it('make a message of the wire, whatever the template and the payload', () => {
    const template = fc
      .array(
        fc.oneof(
          fc.constantFrom('{{a}}', '{{a.b}}', '{{text}}', '{{title}}', '{{', '}}', '\n', '```', '{{a.0.b}}'),
          fc.string({ maxLength: 5 }),
        ),
      )
      .map((parts) => parts.join('').slice(0, 300));
    fc.assert(
      fc.property(
        template,
        template,
        fc.object({ key: fc.constantFrom('a', 'b', 'title') }),
        (title, body, value) => {
          const parsed = understanding.parse({ ...AUTOMATIC, title, body });
          const { message } = treated(jsonCall(value), parsed);
          expect(messageSchema.safeParse(message).error).toBeUndefined();
        },
      ),
    );
  });

  it('of long values keep to the limits of a message', () => {
    const value = { a: '*'.repeat(5_000), b: 'x y'.repeat(3_000) };
    const { message } = treated(jsonCall(value), { title: '{{a}}{{b}}', body: '{{a}}{{a}}{{b}}\n{{b}}' });
    expect(messageSchema.safeParse(message).error).toBeUndefined();
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
