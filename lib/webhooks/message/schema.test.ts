import { describe, expect, it } from 'vitest';
import { Refusal } from '../call/refusal';
import { validateMessage } from './validate';

function refusal(message: unknown) {
  try {
    validateMessage(message);
  } catch (error) {
    if (error instanceof Refusal) return { code: error.code, text: error.message, ...error.details };
    throw error;
  }
  return null;
}

const button = (more: object = {}) => ({ label: 'Open', ...more });
const open = (web: unknown) => ({ action: { type: 'open.url', data: { web } } });
const table = (rows: unknown[]) => ({ type: 'table', data: { headers: ['A'], rows } });
const repeat = (n: number, item: unknown) => Array.from({ length: n }, () => item);

describe('a message is accepted with', () => {
  it.each([
    ['text at the limit', { text: 'x'.repeat(5_000) }],
    ['text of emojis at the limit', { text: '🚀'.repeat(5_000) }],
    [
      'a card with sections',
      { card: { title: 'T', sections: [{ title: 'S', fields: [{ title: 'a', value: 1 }] }] } },
    ],
    ['a poll', { text: 'Which?', card: { theme: 'poll', options: [{ text: 'a' }, { text: 'b' }] } }],
    [
      'a table',
      { slides: [table([{ A: '1' }]), { ...table([['1']]), title: 'T', styles: { width: [10] } }] },
    ],
    [
      'every slide',
      {
        slides: [
          { type: 'list', data: ['a', 1] },
          { type: 'label', data: [{ a: 'b' }] },
          { type: 'images', data: ['https://example.com/a.png'] },
          { type: 'text', data: 'x', buttons: [button()] },
          { type: 'percentage_chart', data: [{ label: 'a', value: 50 }] },
          {
            type: 'graph',
            data: [{ category: 'a', values: [{ label: 'x', value: 1 }] }],
            styles: { preview: 'trend' },
          },
        ],
      },
    ],
    [
      'buttons',
      {
        text: 'x',
        buttons: [
          button({
            type: '+',
            hint: 'h',
            action: { type: 'open.url', data: { web: 'https://example.com' } },
          }),
          button({
            type: '',
            action: { type: 'invoke.function', data: { name: 'approve' }, confirm: { title: 'Sure?' } },
          }),
        ],
      },
    ],
    ['instant buttons', { text: '[Approve]($1)', references: { 1: { type: 'button', object: button() } } }],
    ['styles', { text: 'x', styles: { background: 'red', markdown: 'True' } }],
    [
      'thread keys',
      { text: 'x', thread_chat_id: 'CT_1', thread_message_id: 1, post_in_parent: true, thread_title: 't' },
    ],
    ['a theme that nobody knows', { card: { title: 'T', theme: 'amber' } }],
    ['a poll without options', { card: { title: 'T', theme: 'poll', options: [] } }],
    [
      'what is no URL where one is expected',
      { text: 'x', buttons: [button(open('https://'))], card: { thumbnail: 'n/a', preview: '-' } },
    ],
    ['a label of 30 characters', { text: 'x', buttons: [button({ label: 'x'.repeat(30) })] }],
    [
      'numbers and booleans where texts are expected',
      {
        text: 42,
        card: { title: true, sections: [{ title: 1, fields: [{ title: 2, value: 3 }] }] },
        message_topic: 7,
      },
    ],
    [
      'slides whose data a template left empty',
      {
        text: 'x',
        slides: ['table', 'list', 'label', 'images', 'text', 'graph', 'percentage_chart'].map((type) => ({
          type,
          data: '',
        })),
      },
    ],
    [
      'slides of 10,000 characters, of which neither the names of members nor buttons are any',
      {
        slides: [
          { type: 'text', title: 'xx', data: 'x'.repeat(9_951), buttons: [button()], styles: { w: '1' } },
          { type: 'table', data: { headers: ['Name', 'Size'], rows: repeat(3, { Name: 'abcd', Size: 10 }) } },
          { type: 'label', data: [{ Version: 'abc' }] },
          { type: 'percentage_chart', data: [{ label: 'abcd', value: 50 }] },
          { type: 'graph', data: [{ category: 'abc', values: [{ label: 'x', value: 1 }] }] },
        ],
      },
    ],
    ['a highlight', { text: 'x', styles: { highlight: true } }],
    ['nulls in optional places', { text: 'x', card: null, slides: null, reply_to: null }],
  ])('%s', (_, message) => expect(refusal(message)).toBeNull());

  it.each(['', null])('optional members below the top level that are %j read as absent', (empty) => {
    const slide = { type: 'table', data: { headers: ['a'], rows: [], styles: empty } };
    const message = {
      card: { title: 'T', sections: empty, options: empty },
      slides: [
        { ...slide, styles: empty, buttons: empty },
        { type: 'graph', data: [], styles: empty },
        { type: 'graph', data: [], styles: { preview: empty } },
      ],
    };
    expect(refusal(message)).toBeNull();
    expect(refusal({ card: { title: 'T', sections: [{ title: empty, fields: empty }] } })).toBeNull();
    expect(validateMessage(message).card).toEqual({ title: 'T' });
    const action = { type: 'invoke.function', data: empty };
    expect(refusal({ text: 'x', buttons: [button({ action })] })).toBeNull();
  });

  it('empty optional members read as absent', () => {
    expect(validateMessage({ text: 'x', bot: { name: '', image: '' }, card: { title: '' } })).toEqual({
      text: 'x',
    });
  });
});

describe('extra_key_found names', () => {
  it.each([
    ['attachments', { text: 'x', attachments: [] }],
    ['user_ids', { text: 'x', user_ids: '1' }],
    ['botname', { text: 'x', botname: 'b' }],
    ['card.buttons', { text: 'x', card: { title: 'T', buttons: [] } }],
    ['bot.icon', { text: 'x', bot: { name: 'a', icon: 'b' } }],
    ['buttons.0.url', { text: 'x', buttons: [button({ url: 'https://example.com' })] }],
    ['slides.0.rows', { slides: [{ type: 'text', data: 'x', rows: [] }] }],
  ])('%s', (field, message) => {
    expect(refusal(message)).toMatchObject({ code: 'extra_key_found', field });
    expect(refusal(message)!.text).toContain(`'${field.split('.').at(-1)}' is an extra key`);
  });
});

describe('input_pattern_mismatch names', () => {
  it.each([
    ['buttons.0.action.type', { text: 'x', buttons: [button({ action: { type: 'invoke.bot' } })] }],
    ['buttons.0.type', { text: 'x', buttons: [button({ type: '*' })] }],
    [
      'buttons.0.action.data.web',
      {
        text: 'x',
        buttons: [button({ action: { type: 'open.url', data: { web: 'javascript:alert(1)' } } })],
      },
    ],
    [
      'buttons.0.action.data',
      { text: 'x', buttons: [button({ action: { type: 'open.url', data: 'javascript:alert(1)' } })] },
    ],
    ['card.thumbnail', { text: 'x', card: { thumbnail: 'data:image/png;base64,x' } }],
    ['bot.image', { text: 'x', bot: { image: 'file:///etc/passwd' } }],
    ['slides.0.data.0', { slides: [{ type: 'images', data: ['javascript:x'] }] }],
    ['slides.0.type', { slides: [{ type: 'video', data: [] }] }],
    ['styles.background', { text: 'x', styles: { background: 'pink' } }],
  ])('%s', (field, message) =>
    expect(refusal(message)).toMatchObject({ code: 'input_pattern_mismatch', field }),
  );
});

describe('invalid_inputs names field and limit:', () => {
  it.each([
    ['text', 5_000, { text: 'x'.repeat(5_001) }],
    ['card.title', 200, { card: { title: 'x'.repeat(201) } }],
    ['card.options', 2, { text: 'x', card: { options: [{ text: 'a' }] } }],
    ['card.options', 10, { text: 'x', card: { options: repeat(11, { text: 'a' }) } }],
    ['slides', 20, { slides: repeat(21, { type: 'text', data: 'x' }) }],
    ['slides', 10_000, { slides: repeat(2, { type: 'text', data: 'x'.repeat(5_001) }) }],
    ['slides', 10_000, { slides: [{ type: 'text', title: 'x', data: 'x'.repeat(10_000) }] }],
    ['slides', 10_000, { slides: [{ type: 'label', data: [{ Name: 'x'.repeat(9_997) }] }] }],
    ['slides', 10_000, { slides: [table([['x'.repeat(10_000)]])] }],
    ['slides.0.data', 5, { slides: [{ type: 'percentage_chart', data: repeat(6, {}) }] }],
    ['slides.0.data.0.values', 20, { slides: [{ type: 'graph', data: [{ values: repeat(21, 1) }] }] }],
    ['buttons', 5, { text: 'x', buttons: repeat(6, button()) }],
    ['buttons.0.label', 30, { text: 'x', buttons: [button({ label: 'x'.repeat(31) })] }],
    ['buttons.0.hint', 100, { text: 'x', buttons: [button({ hint: 'x'.repeat(101) })] }],
    ['message_topic', 255, { text: 'x', message_topic: 'x'.repeat(256) }],
    ['body', 20_000, { text: 'x', card: { sections: [{ fields: repeat(20_000, 0) }] } }],
    ['userids', 100, { text: 'x', userids: Array.from({ length: 101 }, (_, n) => n).join(',') }],
  ])('%s %i', (field, limit, message) => {
    expect(refusal(message)).toMatchObject({ code: 'invalid_inputs', field, limit });
    expect(refusal(message)!.text).toContain(limit.toLocaleString('en'));
  });

  it.each([
    ['text', { text: '   ' }],
    ['text', { bot: { name: 'x' } }],
    ['text', { text: {} }],
    ['text', { text: ['x'] }],
    ['slides', { slides: 'x' }],
    ['slides.0.data', { slides: [{ type: 'list', data: 'x' }] }],
    ['body', 'x'],
    ['body', []],
    ['body', null],
  ])('%s', (field, message) => expect(refusal(message)).toMatchObject({ code: 'invalid_inputs', field }));
});
