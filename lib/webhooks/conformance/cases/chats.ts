import { expect } from 'vitest';
import { json, select } from '@/test/support/webhooks/world';
import type { Kept } from '../run/arranged';
import type { Case } from '../run/case';
import { refused, type World } from '../run/world';

const to = (world: World, path: string, body: unknown = { text: 'hello' }, token = world.token) => ({
  path: world.at(`${path}/message`, token),
  init: json(body),
  by: token,
  key: token.token,
});

/** A message into a direct chat, which the call makes unless it exists. */
const direct = (world: World, other = world.reader) => ({
  answer: { status: 204 },
  kept: { messages: [{ in: () => world.directChat(world.owner, other), content: { text: 'hello' } }] },
});

export const chats: readonly Case[] = [
  ...(
    [
      ['e-mail address', ({ reader }) => reader.email],
      ['e-mail address, encoded', ({ reader }) => encodeURIComponent(reader.email)],
      ['e-mail address in capitals', ({ reader }) => reader.email.toUpperCase()],
      ['id', ({ reader }) => reader.id],
    ] as [string, (world: World) => string][]
  ).map(
    ([spelling, whom]): Case => ({
      name: `a first message to somebody by ${spelling} makes the direct chat of both`,
      alters: true,
      arrange: (world) => {
        const { answer, kept } = direct(world);
        return { ...to(world, `buddies/${whom(world)}`), answer, kept: { ...kept, directChats: 1 } };
      },
    }),
  ),
  {
    name: 'a message to oneself is a chat of one',
    alters: true,
    arrange: (world) => {
      const { answer, kept } = direct(world, world.owner);
      return { ...to(world, `buddies/${world.owner.id}`), answer, kept: { ...kept, directChats: 1 } };
    },
  },
  {
    name: 'a message goes into the direct chat that there is, also by its chat id',
    async arrange(world) {
      await world.post({ text: 'first' }, world.at(`buddies/${world.reader.id}/message`));
      const chat = await world.directChat(world.owner, world.reader);
      return { ...to(world, `chats/CT_${chat}`), ...direct(world) };
    },
  },
  {
    name: 'a message back goes into the same direct chat',
    async arrange(world) {
      const other = await world.person('colleague');
      await world.post({ text: 'first' }, world.at(`buddies/${other.id}/message`));
      const back = await world.tokenOf(other);
      return { ...to(world, `buddies/${world.owner.email}`, undefined, back), ...direct(world, other) };
    },
  },
  {
    name: 'sync_message to somebody is answered with the message’s id',
    async arrange(world) {
      const other = await world.person('colleague');
      const { kept } = direct(world, other);
      return {
        ...to(world, `buddies/${other.id}`, { text: 'hello', sync_message: true }),
        answer: { status: 200, json: { message_id: expect.stringMatching(/^\d{13}_\d+$/) } },
        kept: { ...kept, directChats: 1 },
      };
    },
  },
  {
    name: 'twelve first messages at once make one direct chat',
    async arrange(world) {
      const other = await world.person('colleague');
      const where = { in: () => world.directChat(world.owner, other) };
      const call = to(world, `buddies/${other.email}`);
      const kept: Kept = { messages: Array(3).fill(where), directChats: 1, accepted: 3 };
      return { ...call, copies: 3, answer: { status: 204 }, kept };
    },
  },
  ...['nobody@example.com', 'x'].map(
    (whom): Case => ({
      name: `a message to ${whom} is 404`,
      arrange: (world) => ({ ...to(world, `buddies/${whom}`), ...refused(404, 'user_not_found') }),
    }),
  ),
  {
    name: 'a message to somebody deactivated is 404 and makes no chat',
    async arrange(world) {
      const gone = await world.person('gone');
      await select('UPDATE "user" SET deactivated_at = now() WHERE id = $1', gone.id);
      return { ...to(world, `buddies/${gone.email}`), ...refused(404, 'user_not_found') };
    },
  },
  ...['CT_2147483647', 'CT_99999999999', 'CT_0', 'x', 'CT_1;--'].map(
    (id): Case => ({
      name: `a chat ${id} is 404 before the body is looked at`,
      arrange: (world) => ({ ...to(world, `chats/${id}`, '{'), ...refused(404, 'chat_not_found') }),
    }),
  ),
  {
    name: 'a direct chat of others is 403',
    async arrange(world) {
      const stranger = await world.person('stranger');
      await world.post({ text: 'first' }, world.at(`buddies/${world.reader.id}/message`));
      const chat = await world.directChat(world.owner, world.reader);
      return {
        ...to(world, `chats/CT_${chat}`, '{', await world.tokenOf(stranger)),
        ...refused(403, 'access_denied', expect.stringContaining('not a member')),
      };
    },
  },
  ...(['buddies', 'chats'] as const).map(
    (noun): Case => ({
      name: `another organisation is told before where ${noun} lead, and makes no chat`,
      async arrange(world) {
        const somebody = await world.person('colleague');
        const whom = noun === 'chats' ? 'CT_2147483647' : somebody.id;
        return {
          ...to(world, `company/999/${noun}/${whom}`, '{'),
          ...refused(403, 'access_denied', expect.stringContaining('organization id')),
        };
      },
    }),
  ),
];
