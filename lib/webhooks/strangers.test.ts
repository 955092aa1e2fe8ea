import { expect, it } from 'vitest';
import { Strangers } from './strangers';

const hash = (name: string) => Buffer.from(name);
const full = () => new Error('full');

/** A call that is answered when told to. */
function pending() {
  let answer: (isConfirmed: boolean) => void = () => {};
  const answered = new Promise<boolean>((resolve) => {
    answer = resolve;
  });
  return { run: () => answered, answer: (isConfirmed: boolean) => answer(isConfirmed) };
}
const options = { isConfirmed: (result: boolean) => result, whenFull: full };
const at = (strangers: Strangers, name: string, isConfirmed: boolean) =>
  strangers.admit(hash(name), async () => isConfirmed, options);

it('lets those whose token exists past any number of strangers', async () => {
  const strangers = new Strangers(2);
  await at(strangers, 'known', true);
  const [one, two] = [pending(), pending()];
  const waiting = [
    strangers.admit(hash('a'), one.run, options),
    strangers.admit(hash('b'), two.run, options),
  ];
  await expect(at(strangers, 'c', false)).rejects.toThrow('full');
  expect(await at(strangers, 'known', true)).toBe(true);
  one.answer(false);
  two.answer(false);
  await Promise.all(waiting);
  expect(await at(strangers, 'c', false)).toBe(false);
});

it('gives the place back when a call fails, and takes no failure for an answer', async () => {
  const strangers = new Strangers(1);
  await at(strangers, 'known', true);
  const failing = () => Promise.reject(new Error('away'));
  await expect(strangers.admit(hash('a'), failing, options)).rejects.toThrow('away');
  await expect(strangers.admit(hash('known'), failing, options)).rejects.toThrow('away');
  const one = pending();
  const waiting = strangers.admit(hash('a'), one.run, options);
  expect(await at(strangers, 'known', true)).toBe(true);
  one.answer(false);
  await waiting;
});

it('treats a token as a stranger again once it is refused', async () => {
  const strangers = new Strangers(1);
  await at(strangers, 'disabled', true);
  await at(strangers, 'disabled', false);
  const one = pending();
  const waiting = strangers.admit(hash('a'), one.run, options);
  await expect(at(strangers, 'disabled', false)).rejects.toThrow('full');
  one.answer(false);
  await waiting;
});
