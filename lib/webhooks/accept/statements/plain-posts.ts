import 'server-only';
import type { RateProfile } from '../../limits/profile';
import { type Acceptance, type AcceptStatement, NEED, needsOf } from '../acceptance';
import type { Extras } from './extras';
import { type BundleStatement, manyPosts } from './plain-many';
import { onePost } from './plain-one';

/**
 * The statements for plain posts, which most calls are: messages into channels by their names, and nothing beside
 * them. They have fewer parts than the whole statement, since each part costs before it does anything. They accept all
 * their calls, or answer no row and have touched nothing; then the whole statement says why.
 */
export type PlainStatements = { one: AcceptStatement; many: BundleStatement };

/** The statements for these calls; undefined when one of them is no plain post. */
export type PlainPosts = (calls: readonly Acceptance[]) => PlainStatements | undefined;

const EXTRAS = NEED.channelMembers | NEED.keyed;

/** Null for limits that count more than calls. */
export function plainStatements(profile: RateProfile): PlainPosts | null {
  const { admitsAll } = profile;
  if (admitsAll === null) return null;
  const known = new Map<number, PlainStatements>();
  return (calls) => {
    if (!calls.every(isPlainPost)) return undefined;
    let needs = 0;
    for (const call of calls) needs |= needsOf(call) & EXTRAS;
    const extras: Extras = {
      named: Boolean(needs & NEED.channelMembers),
      keyed: Boolean(needs & NEED.keyed),
    };
    const made = known.get(needs) ?? {
      one: onePost(profile, extras),
      many: manyPosts(profile, admitsAll, extras),
    };
    known.set(needs, made);
    return made;
  };
}

function isPlainPost(call: Acceptance): boolean {
  // Only refused calls need a shorter record.
  const needs = needsOf(call) & ~(NEED.shortRequest | NEED.intake | EXTRAS);
  return (
    needs === NEED.channelName &&
    !call.intakeVersion &&
    call.content !== null &&
    call.receivers.kind === 'feed'
  );
}
