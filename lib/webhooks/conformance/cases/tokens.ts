import { expect } from 'vitest';
import { keyedHash } from '@/lib/crypto/keyed-hash';
import { makeProof, TEST_HEADER } from '@/lib/trial-calls/proof';
import { deleteToken } from '@/lib/webhook-tokens/delete-token';
import { json, select } from '@/test/support/webhooks/world';
import type { Arranged } from '../run/arranged';
import type { Case } from '../run/case';
import { accepted, refused, type World } from '../run/world';

const withHeader = (name: string, prefix = '') => ({
  arrange(world: World): Arranged {
    const call = world.message();
    const init = { ...call.init, headers: { 'content-type': 'application/json' } };
    Object.assign(init.headers, { [name]: prefix + world.token.token });
    const path = call.path.replace(/\?.*/, '');
    return { ...call, path, init, ...accepted(world.channel.feedId) };
  },
});

const NOT_VALID = refused(401, 'authtoken_invalid');
/** An unknown key: the answer tells nothing about limits, and no history has the call. */
const unknownKey = (world: World, key: string): Arranged => ({
  ...world.message({ text: 'x' }, { key }),
  by: null,
  companions: 401,
  answer: { ...NOT_VALID.answer, json: { field: 'zapikey' }, headers: { ratelimit: null } },
  kept: {},
});

const LEFT = {
  ratelimit: expect.stringMatching(/^"user";r=\d+;t=\d+, "token";r=\d+;t=\d+$/),
  'ratelimit-policy': '"user";q=120000;w=60, "token";q=60000;w=60',
};

export const tokens: readonly Case[] = [
  {
    name: 'a valid key in the query is taken, and the answer says what is left of the limits',
    arrange: (world) => ({
      ...world.message(),
      ...accepted(world.channel.feedId),
      answer: { status: 204, headers: LEFT },
    }),
  },
  {
    name: 'a key stands at any place in the query, and may stand there twice',
    arrange: (world) => ({
      ...world.message({ text: 'hello' }, { query: `&a=1&zapikey=${world.token.token}` }),
      ...accepted(world.channel.feedId),
    }),
  },
  { name: 'a key in Authorization as Bearer is taken', ...withHeader('authorization', 'Bearer ') },
  {
    name: 'a key in Authorization as Zoho-oauthtoken is taken',
    ...withHeader('authorization', 'Zoho-oauthtoken '),
  },
  { name: 'a key in X-Webhook-Token is taken', ...withHeader('x-webhook-token') },
  {
    name: 'a call with two keys is refused, and uses neither',
    async arrange(world) {
      const second = await world.tokenOf(await world.person('colleague'));
      return {
        ...world.message({ text: 'x' }, { query: `&zapikey=${second.token}` }),
        by: null,
        ...refused(400, 'invalid_inputs'),
      };
    },
  },
  { name: 'a call without a key is refused', arrange: (world) => unknownKey(world, '') },
  { name: 'a key that is none is refused', arrange: (world) => unknownKey(world, '1001.abc') },
  {
    name: 'a key with one character changed is refused',
    arrange: (world) => unknownKey(world, `${world.token.token.slice(0, -1)}g`),
  },
  {
    name: 'a key that was deleted is refused as one that never was',
    async arrange(world) {
      const colleague = await world.person('colleague');
      const gone = await world.tokenOf(colleague);
      await deleteToken(colleague, gone.id);
      return unknownKey(world, gone.token);
    },
  },
  {
    name: 'a key that is switched off is refused, and its owner reads why',
    async arrange(world) {
      const off = await world.tokenOf(await world.person('colleague'), { enabled: false });
      return {
        ...world.message({ text: 'x' }, { key: off.token }),
        by: off,
        companions: 401,
        ...refused(401, 'authtoken_invalid', 'The token was disabled.'),
      };
    },
  },
  {
    name: 'a key of somebody deactivated is refused, and the history has why',
    async arrange(world) {
      const orphaned = await world.tokenOf(await world.person('colleague'), { ownerActive: false });
      return {
        ...world.message({ text: 'x' }, { key: orphaned.token }),
        by: orphaned,
        companions: 401,
        ...refused(401, 'authtoken_invalid', "The token's owner was deactivated."),
      };
    },
  },
  {
    name: 'a key of somebody deactivated is refused as such, also when it is switched off',
    async arrange(world) {
      const both = await world.tokenOf(await world.person('colleague'), {
        ownerActive: false,
        enabled: false,
      });
      return {
        ...world.message({ text: 'x' }, { key: both.token }),
        by: both,
        companions: 401,
        ...refused(401, 'authtoken_invalid', "The token's owner was deactivated."),
      };
    },
  },
  {
    name: 'a bad key in Authorization has a code of its own',
    async arrange(world) {
      const off = await world.tokenOf(await world.person('colleague'), { enabled: false });
      const call = world.message({ text: 'x' }, { key: off.token });
      const headers = { 'content-type': 'application/json', authorization: `Bearer ${off.token}` };
      return {
        ...call,
        path: call.path.replace(/\?.*/, ''),
        init: { ...call.init, headers },
        by: off,
        companions: 401,
        answer: { status: 401, code: 'oauthtoken_invalid', json: { field: 'authorization' } },
        kept: { outcome: 'authtoken_invalid', reason: 'The token was disabled.' },
      };
    },
  },
  {
    name: 'a key that is switched off learns nothing about a channel',
    async arrange(world) {
      const off = await world.tokenOf(await world.person('colleague'), { enabled: false });
      return {
        path: world.at('channelsbyname/nowhere/message', off),
        init: json('{'),
        by: off,
        key: off.token,
        companions: 401,
        ...refused(401, 'authtoken_invalid', 'The token was disabled.'),
      };
    },
  },
  ...['buddies', 'chats'].map(
    (kind): Case => ({
      name: `a key that is switched off learns nothing at ${kind}, and makes no chat`,
      async arrange(world) {
        const off = await world.tokenOf(await world.person('colleague'), { enabled: false });
        const whom = kind === 'chats' ? `CT_${world.channel.feedId}` : world.reader.email;
        return {
          path: world.at(`${kind}/${whom}/message`, off),
          init: json({ text: 'x' }),
          by: off,
          key: off.token,
          companions: 401,
          ...refused(401, 'authtoken_invalid', 'The token was disabled.'),
        };
      },
    }),
  ),
  {
    name: 'a test that this installation sends is posted as one, and not counted',
    arrange(world) {
      const call = world.message();
      const proof = makeProof(keyedHash(world.token.token));
      const headers = { 'content-type': 'application/json', [TEST_HEADER]: proof };
      return {
        ...call,
        init: { ...call.init, headers },
        answer: { status: 204 },
        kept: {
          outcome: 'test',
          isUncounted: true,
          messages: [{ in: world.channel.feedId, content: { text: expect.stringContaining('*Test.*') } }],
        },
      };
    },
  },
  {
    name: 'a key that was switched on again is taken',
    async arrange(world) {
      await select('UPDATE webhook_token SET enabled = false WHERE id = $1', world.token.id);
      await world.send(world.message().path, json({ text: 'refused' }));
      await select('UPDATE webhook_token SET enabled = true WHERE id = $1', world.token.id);
      return { ...world.message(), ...accepted(world.channel.feedId) };
    },
  },
];
