import { renderToStaticMarkup } from 'react-dom/server';
import { expect, test } from 'vitest';
import { readTable } from '@/lib/messages/slides/read-table';
import { TableSlide } from './table-slide';

test.each([
  [201, '1 more row is not shown.'],
  [202, '2 more rows are not shown.'],
])('of %i rows it says how many are left out: %s', (count, said) => {
  const rows = Array.from({ length: count }, (_, row) => [row]);
  const table = readTable({ headers: ['n'], rows }, undefined)!;
  expect(renderToStaticMarkup(<TableSlide table={table} title={null} />)).toContain(said);
});
