import fc from 'fast-check';
import { expect, test } from 'vitest';
import { handlerErrorText, placeNamedIn } from './error-text';

const place = fc.nat(70_000).map((n) => n + 1);

test('the place that an error’s sentence names is the place of the error', () => {
  fc.assert(
    fc.property(place, fc.option(place), fc.string(), (line, column, message) => {
      const text = handlerErrorText({ line, column, message, kind: 'exception' });
      expect(placeNamedIn(text)).toEqual({ line, column });
    }),
  );
});

test('an error without a place names none', () => {
  const message = 'There is no function named handler: Line up.';
  expect(placeNamedIn(handlerErrorText({ line: null, column: null, message, kind: 'missing' }))).toBeNull();
});
