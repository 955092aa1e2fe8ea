import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { anAcceptance, historyOf, messagesOf } from '@/test/support/webhooks/world';
import { aPlace, writerWith } from '@/test/support/webhooks/writer';
import { groupPosts } from '../../accept/group-posts';

const alike = fc.record({
  token: fc.integer({ min: 1, max: 3 }),
  channelName: fc.constantFrom('builds', 'build', 'sbuilds', 'a 1 b', ''),
  target: fc.constantFrom('builds', 's', 'ssbuilds', ' 1 b'),
  successStatus: fc.constantFrom(200 as const, 204 as const),
});
type Alike = { token: number; channelName: string; target: string; successStatus: 200 | 204 };

const acceptanceOf = ({ token, ...of }: Alike) =>
  anAcceptance(null, { ...of, tokenHash: Buffer.alloc(32, token) });

describe('posts in groups', () => {
  it('are numbered in order within each channel, and each stream has the posts that are alike', () => {
    fc.assert(
      fc.property(fc.array(alike, { minLength: 1, maxLength: 40 }), (made) => {
        const calls = made.map(acceptanceOf);
        const { senders, streams, posts } = groupPosts(calls);
        const seen = new Map<string, number>();
        for (const [index, { stream, nth, call }] of posts.entries()) {
          expect(call).toBe(calls[index]);
          const { sender, channelName, like } = streams[stream - 1]!;
          expect(senders[sender - 1]!.tokenHash).toEqual(call.tokenHash);
          expect([channelName, like.target, like.successStatus]).toEqual([
            call.channelName,
            call.target,
            call.successStatus,
          ]);
          const before = seen.get(call.channelName!) ?? 0;
          expect(nth).toBe(before + 1);
          seen.set(call.channelName!, nth);
        }
        const count = (rows: { posts: number }[]) => rows.reduce((sum, row) => sum + row.posts, 0);
        expect([count(senders), count(streams)]).toEqual([calls.length, calls.length]);
        expect(senders).toHaveLength(new Set(made.map(({ token }) => token)).size);
        const different = made.map(({ token, channelName, target, successStatus }) =>
          JSON.stringify([token, channelName, target, successStatus]),
        );
        expect(streams).toHaveLength(new Set(different).size);
      }),
    );
  });

  it('keep what each was called with, also where only a NUL byte tells two names apart', async () => {
    const { token, channel } = await aPlace();
    const name = channel.uniqueName;
    const ways = [
      { target: name, successStatus: 204 },
      { target: `${name}?`, successStatus: 204 },
      { target: name, successStatus: 200, channelName: `${name}\0` },
      { target: name, successStatus: 204 },
    ] as const;
    const verdicts = await writerWith()(
      ...ways.map((way) => anAcceptance(token, { channelName: name, ...way })),
    );
    expect(verdicts.map(({ seq }) => seq)).toEqual([1, 2, 3, 4]);
    expect(await messagesOf(channel.feedId)).toHaveLength(4);
    const history = await historyOf(token.id);
    expect(
      history
        .map(({ message_seq, target, status }) => [message_seq, target, status])
        .sort((a, b) => Number(a[0]) - Number(b[0])),
    ).toEqual(ways.map(({ target, successStatus }, index) => [String(index + 1), target, successStatus]));
  });
});
