import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { feedMessage } from '@/test/support/feed-message';
import { changeFeed, type FeedChange, type FeedState, startingWith } from './feed-state';

const page = (...seqs: number[]) => ({
  messages: seqs.map((seq) => feedMessage(seq)),
  hasMore: true,
  lastReadSeq: 0,
});
const newest = (...seqs: number[]) => ({ ...page(...seqs), hasNewer: false, newestSeq: seqs.at(-1) ?? 0 });
const seqs = ({ messages }: FeedState) => messages.map(({ seq }) => seq);

describe('the messages of a page', () => {
  it('are over when the stream says so with their replies', () => {
    const thread = { feedId: 9, replies: 1, lastReplyAt: '2026-11-28T12:00:00Z', title: null };
    const resolved = { after: '12 min', title: 'DiskFull · resolved' };
    const state = changeFeed(startingWith(newest(1, 2)), {
      kind: 'thread',
      thread: { seq: 1, thread, resolved },
    });
    expect(state.messages.map((one) => [one.thread, one.resolved])).toEqual([
      [thread, resolved],
      [null, null],
    ]);
  });

  it('are over, too, on an older page that was read before the stream said so', () => {
    const thread = { feedId: 9, replies: 1, lastReplyAt: '2026-11-28T12:00:00Z', title: null };
    const resolved = { after: '12 min', title: 'DiskFull · resolved' };
    const later = { ...thread, replies: 2 };
    const older = page(1, 2);
    older.messages[1]!.thread = later;
    let state = startingWith(newest(3));
    for (const seq of [1, 2])
      state = changeFeed(state, { kind: 'thread', thread: { seq, thread, resolved } });
    state = changeFeed(state, { kind: 'older', next: 3, page: older });
    expect(state.messages.map((one) => [one.thread, one.resolved])).toEqual([
      [thread, resolved],
      // This one was read later.
      [later, null],
      [null, null],
    ]);
  });

  it('take each message once, from older pages and from the stream', () => {
    let state = startingWith(newest(5, 6));
    state = changeFeed(state, { kind: 'older', next: 5, page: page(3, 4) });
    state = changeFeed(state, { kind: 'older', next: 5, page: page(3, 4) });
    state = changeFeed(state, { kind: 'arrived', messages: page(6, 7).messages, trim: false });
    state = changeFeed(state, { kind: 'arrived', messages: page(7).messages, trim: false });
    expect(seqs(state)).toEqual([3, 4, 5, 6, 7]);
  });

  it('let the beginning go while the reader is at the end, and can fetch it again', () => {
    const many = page(...Array.from({ length: 700 }, (_, index) => index + 1)).messages;
    const start = startingWith(newest());
    const trimmed = changeFeed(start, { kind: 'arrived', messages: many, trim: true });
    expect(trimmed).toMatchObject({ hasOlder: true, lastSeq: 700 });
    expect(trimmed.messages).toHaveLength(300);
    expect(changeFeed(start, { kind: 'arrived', messages: many, trim: false }).messages).toHaveLength(700);
  });

  it('take no older page that was asked for before the beginning went', () => {
    const many = page(...Array.from({ length: 700 }, (_, index) => index + 11)).messages;
    const start = startingWith(newest(9, 10));
    const trimmed = changeFeed(start, { kind: 'arrived', messages: many, trim: true });
    expect(changeFeed(trimmed, { kind: 'older', next: 9, page: page(7, 8) })).toBe(trimmed);
  });

  it('a message that arrives while the newest ones were read comes after them', () => {
    let state = startingWith({ ...page(10, 11), hasNewer: true, newestSeq: 40 });
    state = changeFeed(state, { kind: 'arrived', messages: [feedMessage(41)], trim: false });
    expect(seqs(state)).toEqual([10, 11]);
    state = changeFeed(state, { kind: 'instead', page: { ...page(39, 40), hasNewer: false } });
    expect(state).toMatchObject({ hasNewer: true });
    state = changeFeed(state, { kind: 'newer', next: 40, page: { ...page(41), hasMore: false } });
    expect(seqs(state)).toEqual([39, 40, 41]);
    expect(state).toMatchObject({ hasNewer: false, lastSeq: 41 });
  });
});

/** The page begins in the middle of a feed. Reading on in both directions, arrivals, jumps and late answers happen in any order. */
it('from the middle of a feed to its end no message is left out and none comes twice', () => {
  const to = fc.integer({ min: 1, max: 60 });
  const deed = fc.oneof(
    fc.constantFrom('reads on', 'reads back', 'arrives').map((kind) => ({ kind, to: 0 })),
    fc.record({ kind: fc.constant('goes'), to }),
    // Pages that are asked for now and come after what happens next.
    fc.constantFrom('reads on late', 'reads back late').map((kind) => ({ kind, to: 0 })),
    fc.record({ kind: fc.constant('goes late'), to }),
  );
  fc.assert(
    fc.property(fc.array(deed, { maxLength: 40 }), to, (deeds, begin) => {
      let stored = 60;
      const read = (from: number, count: number) =>
        Array.from({ length: count }, (_, n) => from + n).filter((seq) => seq >= 1 && seq <= stored);
      const around = (seq: number): FeedChange => ({ kind: 'instead', page: windowOf(seq) });
      const windowOf = (seq: number) => {
        const found = read(seq - 5, 11);
        return { ...page(...found), hasNewer: (found.at(-1) ?? 0) < stored, newestSeq: stored };
      };
      const newer = (state: FeedState): FeedChange => {
        const next = seqs(state).at(-1) ?? 0;
        const found = read(next + 1, 7);
        return {
          kind: 'newer',
          next,
          page: { ...page(...found), hasMore: (found.at(-1) ?? stored) < stored },
        };
      };
      const older = (state: FeedState): FeedChange => {
        const [next = 1] = seqs(state);
        const found = read(next - 7, 7).filter((seq) => seq < next);
        return { kind: 'older', next, page: { ...page(...found), hasMore: (found[0] ?? 1) > 1 } };
      };
      const arrival = (): FeedChange => {
        stored += 1;
        return { kind: 'arrived', messages: [feedMessage(stored)], trim: false };
      };
      let state = startingWith(windowOf(begin));
      const late: FeedChange[] = [];
      const apply = (change: FeedChange) => {
        state = changeFeed(state, change);
      };
      for (const { kind, to } of deeds) {
        if (kind === 'reads on' && state.hasNewer) apply(newer(state));
        if (kind === 'reads back') apply(older(state));
        if (kind === 'goes') apply(around(to));
        if (kind === 'arrives' || kind === 'goes late') {
          const answer = kind === 'goes late' ? around(to) : null;
          apply(arrival());
          if (answer) apply(answer);
        }
        for (const change of late.splice(0)) apply(change);
        if (kind === 'reads on late' && state.hasNewer) late.push(newer(state));
        if (kind === 'reads back late') late.push(older(state));
      }
      for (let turn = 0; turn < 100 && state.hasNewer; turn++) apply(newer(state));
      const shown = seqs(state);
      const [first = 1] = shown;
      expect(shown).toEqual(Array.from({ length: stored - first + 1 }, (_, n) => first + n));
    }),
    { numRuns: 500 },
  );
});
