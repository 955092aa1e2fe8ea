import { describe, expect, it } from 'vitest';
import { readSlides } from './read-slides';

const table = (styles: unknown, where: 'data' | 'slide' = 'data') => {
  const data = { headers: ['A', 'B', 'C'], rows: [['1', '2', '3']] };
  const slide =
    where === 'data' ? { type: 'table', data: { ...data, styles } } : { type: 'table', data, styles };
  return readSlides([slide])[0];
};

describe('styles of a table', () => {
  it.each([
    [true, 1],
    ['true', 1],
    [2, 2],
    [[true, true, false], 2],
    [[false, true], 0],
    [[0, 1], 2],
    [[1], 1],
    [['A', 'B'], 2],
    [{ columns: [0] }, 1],
    [99, 2],
    [-1, 0],
    [false, 0],
    [undefined, 0],
    ['left', 0],
  ])('sticky %j keeps %d columns in sight', (sticky, count) => {
    expect(table({ sticky })).toMatchObject({ stickyColumns: count });
    expect(table({ sticky }, 'slide')).toMatchObject({ stickyColumns: count });
  });

  it.each([
    [
      [20, 30, 50],
      ['20%', '30%', '50%'],
    ],
    [
      ['10%', '', 'expression(1)'],
      ['10%', null, null],
    ],
    [
      [100, 100, 200],
      ['25%', '25%', '50%'],
    ],
    [
      ['120px', 20, null],
      ['120px', '20%', null],
    ],
    [{ B: 40 }, [null, '40%', null]],
    ['wide', []],
  ])('width %j', (width, widths) => {
    expect(table({ width })).toMatchObject({ widths });
  });
});

describe('styles of a list', () => {
  it.each([
    [undefined, 'disc'],
    [{ type: 'ordered' }, 'decimal'],
    [{ style: 'Number' }, 'decimal'],
    [{ ordered: true }, 'decimal'],
    [{ type: 'none' }, 'none'],
    [{ bullets: false }, 'none'],
    [{ list_style: 'lower_alpha' }, 'lower-alpha'],
    [{ type: 'roman' }, 'lower-roman'],
    [{ type: 'square' }, 'square'],
    [{ type: 'sparkles' }, 'disc'],
    ['ordered', 'disc'],
  ])('%j marks with %s', (styles, marker) => {
    expect(readSlides([{ type: 'list', data: ['x'], styles }])).toMatchObject([{ marker }]);
  });
});
