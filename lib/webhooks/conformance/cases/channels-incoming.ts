import { expect } from 'vitest';
import { archiveChannel } from '@/lib/channels/archive-channel';
import { json, select } from '@/test/support/webhooks/world';
import type { Arranged } from '../run/arranged';
import type { Case } from '../run/case';
import { refused, type World } from '../run/world';

const byName = ({ channel }: World) => `channelsbyname/${channel.uniqueName}`;
const byId = ({ channel }: World) => `channels/${channel.id}`;

function call(world: World, body: unknown = { title: 'DiskFull', host: 'db-2' }, path = byName(world)) {
  const asked: Pick<Arranged, 'path' | 'init' | 'by' | 'key' | 'shared'> = {
    path: world.at(`${path}/incoming`),
    init: json(body),
    by: world.token,
    key: world.token.token,
    shared: world.channel,
  };
  return asked;
}

const everybody = ({ owner, reader }: World) => [owner.id, reader.id].sort();

const posted = (world: World, content: unknown = {}) => ({
  answer: { status: 200, json: { user_ids: everybody(world) } },
  kept: { messages: [{ in: world.channel.feedId, content }] },
});

export const channelsIncoming: readonly Case[] = [
  ...(['POST', 'PUT', 'DELETE'] as const).flatMap((method) =>
    [byName, byId].map(
      (path): Case => ({
        name: `${method} to a channel’s incoming by its ${path === byId ? 'id' : 'name'} posts, and names who is in it`,
        arrange: (world) => {
          const { init, ...rest } = call(world, undefined, path(world));
          return { ...rest, init: { ...init, method }, ...posted(world, { text: '*DiskFull*' }) };
        },
      }),
    ),
  ),
  {
    name: 'the v3 spelling posts the same',
    arrange: (world) => {
      const { path, ...rest } = call(world);
      return { ...rest, path: path.replace('/v2/', '/v3/'), ...posted(world) };
    },
  },
  {
    name: 'a service’s event is shown under its name',
    arrange: (world) => {
      const push = {
        ref: 'refs/heads/main',
        commits: [],
        repository: { full_name: 'acme/site' },
        sender: { login: 'mona' },
      };
      const headers = { 'content-type': 'application/json', 'x-github-event': 'push' };
      const { init, ...rest } = call(world, push);
      return { ...rest, init: { ...init, headers }, ...posted(world, { bot: { name: 'GitHub' } }) };
    },
  },
  {
    name: 'a message in our own form keeps its numbers as they were written',
    arrange: (world) => ({
      ...call(world, '{"text":"x","slides":[{"type":"label","data":[{"Version":2.10}]}]}'),
      ...posted(world, { text: 'x', slides: [{ data: [{ Version: '2.10' }] }] }),
    }),
  },
  {
    name: 'text is posted as it is',
    arrange: (world) => ({
      ...call(world),
      init: { method: 'POST', body: 'plain words' },
      ...posted(world, { text: '```\nplain words\n```' }),
    }),
  },
  {
    name: 'a form’s other fields are posted beside the JSON in one of them',
    arrange: (world) => ({
      ...call(world),
      init: { method: 'POST', body: new URLSearchParams({ text: 'Deploy failed', data: '{"id":1}' }) },
      ...posted(world, { text: 'Deploy failed' }),
    }),
  },
  {
    name: 'a file’s name is posted as a file’s, whatever its field is called',
    arrange: (world) => ({
      ...call(world),
      init: {
        method: 'POST',
        headers: { 'content-type': 'multipart/form-data; boundary=x' },
        body: '--x\r\nContent-Disposition: form-data; name="text"; filename="log.txt"\r\n\r\nall good\r\n--x--\r\n',
      },
      ...posted(world, { slides: [{ data: { rows: [['files', 'log.txt']] } }] }),
    }),
  },
  {
    name: 'user_ids narrow who gets it to members',
    arrange: (world) => ({
      ...call(world, { text: 'for one' }, byName(world)),
      path: world.at(`${byName(world)}/incoming?user_ids=${world.reader.id},10012`),
      answer: { status: 200, json: { user_ids: [world.reader.id] } },
      kept: { messages: [{ in: world.channel.feedId, to: world.reader.id }] },
    }),
  },
  {
    name: 'a member who was deactivated is not named',
    async arrange(world) {
      const gone = await world.person('gone');
      const { uniqueName, feedId } = await world.channelOf(world.owner, [gone]);
      await select('UPDATE "user" SET deactivated_at = now() WHERE id = $1', gone.id);
      return {
        ...call(world, undefined, `channelsbyname/${uniqueName}`),
        answer: { status: 200, json: { user_ids: [world.owner.id] } },
        kept: { messages: [{ in: feedId }] },
      };
    },
  },
  ...['GET', 'HEAD'].map(
    (method): Case => ({
      name: `${method} without anything asks whether the URL is there, and posts nothing`,
      arrange: (world) => ({
        ...call(world),
        init: { method },
        answer: method === 'GET' ? { status: 200, json: { user_ids: [] } } : { status: 200 },
        kept: {},
      }),
    }),
  ),
  {
    name: 'what is said in a query is posted, every value of a name that stands there twice',
    arrange: (world) => ({
      ...call(world),
      path: world.at(`${byName(world)}/incoming?title=Backup&disk=a&disk=b`),
      init: { method: 'GET' },
      ...posted(world, { text: '*Backup*', slides: [{ data: { rows: [['disk', 'a, b']] } }] }),
    }),
  },
  ...[byName, byId].flatMap((path): Case[] => {
    const which = path === byId ? 'id' : 'name';
    return [
      {
        name: `an archived channel takes nothing at its incoming by its ${which}`,
        alters: true,
        async arrange(world) {
          await archiveChannel(world.owner, world.channel.uniqueName, true);
          const reason = expect.stringContaining('archived');
          const { shared: _, ...asked } = call(world, undefined, path(world));
          return { ...asked, ...refused(403, 'access_denied', reason) };
        },
      },
      {
        name: `a channel of others takes nothing at its incoming by its ${which}`,
        async arrange(world) {
          const stranger = await world.tokenOf(await world.person('stranger'));
          return {
            ...call(world),
            path: world.at(`${path(world)}/incoming`, stranger),
            by: stranger,
            key: stranger.token,
            shared: undefined,
            ...refused(403, 'access_denied', expect.stringContaining('not a member')),
          };
        },
      },
    ];
  }),
  {
    name: 'a channel that is not there takes nothing at its incoming',
    arrange: (world) => ({
      ...call(world, undefined, 'channelsbyname/nowhere'),
      ...refused(404, 'channel_not_exists'),
    }),
  },
  {
    name: 'a method that is none of its own is 405',
    arrange: (world) => ({
      ...call(world),
      init: { method: 'PATCH', body: '{}' },
      ...refused(405, 'request_method_invalid', expect.stringContaining('GET, HEAD, POST, PUT, DELETE')),
    }),
  },
  {
    name: 'a parameter too long is 400 with the limit',
    arrange: (world) => ({
      ...call(world),
      path: world.at(`${byName(world)}/incoming?p=${'x'.repeat(10_001)}`),
      ...refused(400, 'invalid_inputs', expect.any(String), { limit: 10_000 }),
    }),
  },
];
