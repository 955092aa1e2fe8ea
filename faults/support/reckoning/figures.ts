import type { Reckoning } from './reckoning';

/** Prints what a test saw, beside its verdict. */
export function say(text: string): void {
  console.log(`    ${text}`);
}

export function sayReckoning(reckoning: Reckoning): void {
  const { accepted, refused, unanswered, unansweredStored } = reckoning;
  const answered = `${accepted} accepted, ${refused} refused`;
  say(`calls: ${answered}, ${unanswered} without an answer (${unansweredStored} of them took place)`);
}

export const seconds = (value: number) => `${value.toFixed(1)} s`;
