import { expect, it } from 'vitest';
import { literal } from '@/lib/messages/markup/literal-text';
import { callOf } from '../fixture';
import { renderForeign } from '../render-foreign';

const textOf = (data: unknown) => {
  const body = { specversion: '1.0', type: 'order.paid', source: '/shop', id: '1', data };
  return renderForeign(callOf({ body }), { named: true }).text;
};

it.each(['undefined', ' null ', 'None', '[object Object]', ''])(
  'data that a template left out (%j) is not shown',
  (data) => {
    expect(textOf(data)).toBe(textOf(undefined));
  },
);

it('data of one line is shown literally', () => {
  expect(textOf('undefined *order*')).toBe(`${textOf(undefined)}\n${literal('undefined *order*')}`);
});
