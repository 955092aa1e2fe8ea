import fc from 'fast-check';
import { expect, it } from 'vitest';
import { moveVote } from './move-vote';

const sum = (counts: number[]) => counts.reduce((a, b) => a + b, 0);
const choice = fc.option(fc.nat(9));

it('a person has one vote or none, whatever they choose one after the other', () => {
  fc.assert(
    fc.property(fc.array(choice, { minLength: 1 }), (choices) => {
      const votes = choices.reduce(moveVote, { counts: [3, 0, 2], own: null });
      const last = choices.at(-1) ?? null;
      expect(votes.own).toBe(last);
      expect(sum(votes.counts)).toBe(last === null ? 5 : 6);
      expect(votes.counts[0]).toBe(last === 0 ? 4 : 3);
      expect(Array.from(votes.counts)).not.toContain(undefined);
    }),
  );
});

it('moving to where the vote stands changes nothing', () => {
  const votes = { counts: [1], own: 0 };
  expect(moveVote(votes, 0)).toBe(votes);
});
