import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { renderToStaticMarkup } from 'react-dom/server';
import { expect, test } from 'vitest';
import { Counted, counted } from './counted';

test('one thing is said in the singular, none and several in the plural', () => {
  expect([0, 1, 2, 1204].map((count) => counted('en', count, 'member'))).toEqual([
    '0 members',
    '1 member',
    '2 members',
    '1,204 members',
  ]);
  expect([1, 2].map((count) => counted('en', count, 'reply', 'replies'))).toEqual(['1 reply', '2 replies']);
});

test('numbers are written as the reader’s locale does, which the server does not know', () => {
  expect(counted('de', 1204, 'member')).toBe('1.204 members');
  expect(renderToStaticMarkup(<Counted count={1204} one="member" />)).toBe('1,204 members');
});

test('no other locale is named where numbers are written, save in the charts of messages', () => {
  const files = ['app', 'components'].flatMap((folder) =>
    readdirSync(folder, { recursive: true, encoding: 'utf8' })
      .filter((file) => /(?<!\.test)\.tsx?$/.test(file))
      .map((file) => path.join(folder, file)),
  );
  const others = files.filter((file) =>
    /toLocaleString\((?!locale\b|useLocale\(\))|NumberFormat\((?!locale\b)|\.toFixed\(/.test(
      readFileSync(file, 'utf8'),
    ),
  );
  expect(others).toEqual([path.join('components', 'messages', 'charts', 'graph-scales.ts')]);
});
