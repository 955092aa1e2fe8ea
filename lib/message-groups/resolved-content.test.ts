import { expect, it } from 'vitest';
import { readMessageContent } from '@/lib/messages/content';
import { resolvedContent } from './resolved-content';

const card = readMessageContent(
  JSON.stringify({ text: 'On db-1', card: { title: 'DiskFull · firing' }, styles: { background: 'red' } }),
);

it.each([
  ['DiskFull · resolved after 12 min', '13 min', 'DiskFull · resolved after 12 min'],
  ['Shop · up', '13 min', 'Shop · up after 13 min'],
  [null, '13 min', 'DiskFull · firing · resolved after 13 min'],
])('a card whose end is titled %s, %s later, is green and says so', (title, after, shown) => {
  const content = resolvedContent(card, { title, after });
  expect(content).toEqual({ ...card, accent: 'green', card: { ...card.card, title: shown } });
});

it('a text is green, with a line that says so', () => {
  const text = readMessageContent(JSON.stringify({ text: 'Backup failed' }));
  const content = resolvedContent(text, { title: null, after: '2 h' });
  expect(content).toEqual({ ...text, accent: 'green', text: 'Backup failed\nResolved after 2 h' });
});
