import { expect } from 'vitest';
import { setSignature } from '@/lib/intake/set-signature';
import { alert, at } from '@/test/support/alerts/calls';
import { json } from '@/test/support/webhooks/world';
import type { Case } from '../run/case';
import { refused, type World } from '../run/world';

/** The same in every run, since messages tell the minute. */
const TIMES = { began: at(-1), ended: at(0) };

/** A service's calls about one alert, into a channel without earlier ones. */
async function alerting(world: World, ...earlier: ('firing' | 'resolved')[]) {
  const channel = await world.channelOf(world.owner, [world.reader]);
  const path = world.at(`channelsbyname/${channel.uniqueName}/incoming`);
  for (const state of earlier) await world.send(path, json(alert(state, TIMES)));
  const thread = await world.threadIn(channel.feedId);
  if (thread) world.feed(thread, 'thread');
  const say = (state: 'firing' | 'resolved') => ({
    path,
    init: json(alert(state, TIMES)),
    by: world.token,
    key: world.token.token,
    answer: { status: 200, json: { user_ids: [world.owner.id, world.reader.id].sort() } },
  });
  return { channel, thread, say };
}

export const groups: readonly Case[] = [
  {
    name: 'the first word of an alert is a message in the channel',
    async arrange(world) {
      const { channel, say } = await alerting(world);
      return { ...say('firing'), kept: { messages: [{ in: channel.feedId }] } };
    },
  },
  {
    name: 'the second word of an alert begins its thread',
    async arrange(world) {
      const { channel, say } = await alerting(world, 'firing');
      return {
        ...say('firing'),
        kept: { threads: 1, messages: [{ in: () => world.threadIn(channel.feedId) }] },
      };
    },
  },
  {
    name: 'its end stands in its thread',
    async arrange(world) {
      const { thread, say } = await alerting(world, 'firing', 'firing');
      return { ...say('resolved'), kept: { messages: [{ in: thread }] } };
    },
  },
  {
    name: 'an alert that fires again after its end is another message in the channel',
    async arrange(world) {
      const { channel, say } = await alerting(world, 'firing', 'resolved');
      return { ...say('firing'), kept: { messages: [{ in: channel.feedId }] } };
    },
  },
  {
    name: 'an end without a beginning is a message in the channel',
    async arrange(world) {
      const { channel, say } = await alerting(world);
      return { ...say('resolved'), kept: { messages: [{ in: channel.feedId }] } };
    },
  },
  {
    name: 'a word of an alert for another organisation begins no thread',
    async arrange(world) {
      const { channel, say } = await alerting(world, 'firing');
      return {
        ...say('firing'),
        path: world.at(`company/999/channelsbyname/${channel.uniqueName}/incoming`),
        ...refused(403, 'access_denied', expect.stringContaining('organization id')),
      };
    },
  },
  {
    name: 'a word of an alert that has to be signed since a moment ago begins no thread',
    async arrange(world) {
      const { channel, say } = await alerting(world, 'firing');
      await setSignature(world.owner, channel.feedId, {
        scheme: 'github',
        mode: 'REQUIRE',
        custom: null,
        keep: [],
        add: ['a secret of thirty characters!'],
      });
      return { ...say('firing'), ...refused(403, 'signature_invalid', expect.any(String)) };
    },
  },
];
