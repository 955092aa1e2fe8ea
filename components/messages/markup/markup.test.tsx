import fc from 'fast-check';
import { renderToStaticMarkup } from 'react-dom/server';
import { expect, it } from 'vitest';
import { readMessageContent } from '@/lib/messages/content';
import { MessageBody } from '../message-body';

/** The elements that texts of messages are made of. */
const TAGS =
  'a|bdi|blockquote|button|code|div|em|hr|p|pre|s|section|span|strong|svg|path|rect|u|ul|ol|li|dl|dt|dd|table|thead|tbody|tr|th|td|style';
const ELEMENT = new RegExp(`</?(?:${TAGS})(?: [a-zA-Z-]+(?:="[^"<>]*")?)*/?>`, 'g');
const HANDLER = /<[^>]*\s(?:on\w+|srcdoc|formaction)=/i;
const TARGET = /\s(?:href|src|action)="([^"]*)"/g;

const piece = fc.oneof(
  fc.constantFrom(
    '*',
    '_',
    '~',
    '`',
    '```\n',
    '[',
    '](',
    ')',
    '{@a}',
    '{#b}',
    '!',
    '### ',
    '\n',
    '---',
    '$1',
  ),
  fc.constantFrom(
    '<script>x</script>',
    '<img src=x onerror=x>',
    '"',
    "'",
    '&lt;',
    '-->',
    '</p>',
    '\u202e',
    '\0',
  ),
  fc.constantFrom('https://x.test/"onx=1', 'javascript:x', '[a](javascript:x)', '[a](https://x.test/<b>)'),
  fc.string({ unit: 'binary', maxLength: 6 }),
);
const text = fc.array(piece, { maxLength: 40 }).map((pieces) => pieces.join(''));

const draw = (message: Record<string, unknown>) =>
  renderToStaticMarkup(
    <MessageBody content={readMessageContent(JSON.stringify(message))} mentions={{ '#b': 'b"><i>' }} />,
  );

it('no text, wherever it stands in a message, becomes an element, a handler or a target of its own', () => {
  fc.assert(
    fc.property(text, (source) => {
      const html = draw({
        text: source,
        card: { title: source, sections: [{ title: source, fields: [{ title: source, value: source }] }] },
        slides: [
          { type: 'text', title: source, data: source },
          { type: 'list', data: [source] },
          { type: 'label', data: [{ [source || 'k']: source }] },
          { type: 'table', data: { headers: [source], rows: [[source]] } },
        ],
      });
      // What is left when our own elements are taken away has no angle bracket: the text's are escaped.
      expect(html.replace(ELEMENT, '')).not.toMatch(/[<>]/);
      expect(html).not.toMatch(HANDLER);
      for (const [, target] of html.matchAll(TARGET))
        expect(target).toMatch(/^(?:https?:|mailto:|tel:|\/channels\/b)/);
    }),
    { numRuns: 150 },
  );
});

it('every character of a plain text is on the page', () => {
  const letters = fc.string({
    unit: fc.constantFrom('a', 'Z', 'é', 'ש', '✅', ' ', '\n', '<', '&', '.'),
    minLength: 1,
  });
  fc.assert(
    fc.property(letters, (source) => {
      const html = draw({ text: source }).replace(/<[^>]*>/g, '');
      const read = html.replaceAll('&lt;', '<').replaceAll('&gt;', '>').replaceAll('&amp;', '&');
      expect(read.replace(/\s/g, '')).toBe(source.replace(/\s/g, ''));
    }),
    { numRuns: 300 },
  );
});
