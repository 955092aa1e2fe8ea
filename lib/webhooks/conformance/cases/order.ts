import { expect } from 'vitest';
import { json } from '@/test/support/webhooks/world';
import type { Case } from '../run/case';
import { refused } from '../run/world';

export const order: readonly Case[] = [
  {
    name: 'a URL that is none is 404 before the key is looked at, and in the history of a known one',
    arrange: (world) => ({
      path: world.at(`channelsbyname/${world.channel.uniqueName}/massage`),
      init: json({ text: 'x' }),
      by: world.token,
      key: world.token.token,
      ...refused(404, 'request_url_invalid', expect.stringContaining('There is no such URL')),
    }),
  },
  {
    name: 'a wrong method is 405 and told the right one, also with a key that is switched off',
    async arrange(world) {
      const off = await world.tokenOf(await world.person('colleague'), { enabled: false });
      const code = 'request_method_invalid';
      return {
        ...world.message({ text: 'x' }, { key: off.token }),
        init: { method: 'PUT', body: '{' },
        by: off,
        companions: 401,
        ...refused(405, code, 'This URL takes POST.'),
        answer: { status: 405, code, headers: { allow: 'POST' } },
      };
    },
  },
  {
    name: 'a body over 1 MiB is 413, whatever channel it is for',
    arrange: (world) => ({
      path: world.at('channelsbyname/nowhere/message'),
      init: json({ text: 'x'.repeat(1024 * 1024) }),
      by: world.token,
      key: world.token.token,
      ...refused(413, 'request_too_large', expect.stringContaining('1 MiB'), { limit: 1024 * 1024 }),
    }),
  },
  {
    name: 'a channel that is not there is told before what is wrong with the body',
    arrange: (world) => ({
      path: world.at('channelsbyname/nowhere/message'),
      init: json('{'),
      by: world.token,
      key: world.token.token,
      ...refused(404, 'channel_not_exists'),
    }),
  },
  {
    name: 'another organisation is told before a channel that is not there',
    arrange: (world) => ({
      path: world.at('company/999/channelsbyname/nowhere/message'),
      init: json('{'),
      by: world.token,
      key: world.token.token,
      ...refused(403, 'access_denied', expect.stringContaining('organization id')),
    }),
  },
];
