import { afterAll, expect, test } from 'vitest';
import { messageKeys } from '@/lib/webhooks/message-schema';
import { handlerPool } from './handler-pool';
import { handlerReference } from './reference';
import { handlerInput, runUnhurried } from './test-run';

afterAll(() => handlerPool().close());

const named = (...kinds: string[]) =>
  handlerReference.filter(({ kind }) => kinds.includes(kind)).map(({ name }) => name);

test('the reference lists each field that a handler is called with, and no other', () => {
  expect(named('request').filter((name) => !name.includes('.'))).toEqual(
    expect.arrayContaining(Object.keys(handlerInput)),
  );
  for (const name of named('request')) {
    const value = name.split('.').reduce<unknown>((of, key) => Object(of)[key], handlerInput);
    expect(value, name).not.toBeUndefined();
  }
});

test('the reference lists each key of a message, and those that say to whom', () => {
  expect(new Set(named('message', 'address'))).toEqual(new Set([...messageKeys, 'channel']));
});

test('every helper of the reference is there in a handler', async () => {
  const names = named('helper');
  const code = `function handler() { return { there: [${names.map((name) => `typeof ${name}`).join(', ')}] }; }`;
  const outcome = await runUnhurried(code);
  if (!outcome.ok) throw new Error(outcome.error.message);
  const { there } = outcome.value as { there: string[] };
  expect(names.filter((_, index) => there[index] === 'undefined')).toEqual([]);
});
