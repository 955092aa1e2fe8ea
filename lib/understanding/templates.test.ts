import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { readMessageContent } from '@/lib/messages/content';
import type { Inline } from '@/lib/messages/markup/ast';
import { parseMarkup } from '@/lib/messages/markup/parse-markup';
import { everybodyIn, mentionsIn } from '@/lib/messages/mentions';
import { messageSchema } from '@/lib/webhooks/message/schema';
import { ALERT, fixture, jsonCall, shown, treated } from '@/test/support/webhooks/treated';
import { AUTOMATIC, type Understanding, understanding } from './schema';

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

  it('find a payload in a member called payload, under its own name and as the page offers it', () => {
    const value = { payload: { text: 'Build 7', alert: { name: 'disk' } }, text: 'outside' };
    const body = '{{payload.alert.name}}, {{payload.payload.text}}, {{payload.text}}';
    expect(shown(drawn({ body }, value).text)).toBe('disk, Build 7, outside');
    expect(shown(drawn({ body: '{{payload.text}}' }, { payload: { text: 'Build 7' } }).text)).toBe('Build 7');
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
    const odd = fc
      .constantFrom(
        '{"a":{"toString":1}}',
        '{"a":[{"valueOf":1,"toString":null}]}',
        '{"a":{"b":{"length":-1}}}',
      )
      .map((json) => JSON.parse(json));
    fc.assert(
      fc.property(
        template,
        template,
        fc.oneof(fc.object({ key: fc.constantFrom('a', 'b', 'title') }), odd),
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
