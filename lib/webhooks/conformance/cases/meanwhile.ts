import { expect } from 'vitest';
import { altering } from '../run/case';
import { COMPANION } from '../run/situations';
import { accepted, refused } from '../run/world';

/** A change that is committed while a call waits for it applies to that call. */
export const meanwhile = altering([
  {
    name: 'a token that is switched off while its call waits refuses it',
    arrange: (world) => ({
      ...world.message({ text: 'x' }),
      companions: 401,
      ...refused(401, 'authtoken_invalid', 'The token was disabled.'),
      meanwhile: { sql: 'UPDATE webhook_token SET enabled = false WHERE id = $1', values: [world.token.id] },
    }),
  },
  {
    name: 'a token whose owner is deactivated while its call waits refuses it',
    arrange: (world) => ({
      ...world.message({ text: 'x' }),
      companions: 401,
      ...refused(401, 'authtoken_invalid', "The token's owner was deactivated."),
      meanwhile: {
        sql: 'UPDATE webhook_token SET owner_active = false WHERE id = $1',
        values: [world.token.id],
      },
    }),
  },
  {
    name: 'a token that is deleted while its call waits refuses it as one that never was',
    arrange: (world) => ({
      ...world.message({ text: 'x' }),
      by: null,
      companions: 401,
      ...refused(401, 'authtoken_invalid'),
      meanwhile: { sql: 'DELETE FROM webhook_token WHERE id = $1', values: [world.token.id] },
    }),
  },
  {
    name: 'a limit that is used up while a call waits refuses it',
    arrange: (world) => ({
      ...world.message({ text: 'x' }),
      companions: 429,
      ...refused(429, 'rate_limit_exceeded', expect.stringContaining('limit')),
      meanwhile: {
        sql: 'UPDATE rate_bucket SET full_at_us = (extract(epoch FROM now()) * 1000000)::bigint + 90000000 WHERE user_id = $1',
        values: [world.owner.id],
      },
    }),
  },
  {
    name: 'a message of somebody else that comes first while a call waits has the number before its own',
    arrange: (world) => ({
      ...world.message(),
      ...accepted(world.channel.feedId),
      meanwhile: {
        sql: `WITH f AS (UPDATE feed SET last_seq = last_seq + 1 WHERE id = $1 RETURNING id, last_seq)
          INSERT INTO message (feed_id, seq, sent_at, sender_id, content) SELECT id, last_seq, now(), $2, $3 FROM f`,
        values: [world.channel.feedId, world.reader.id, JSON.stringify({ text: COMPANION })],
      },
    }),
  },
  {
    name: 'a channel that is deleted while a call waits is answered as one that never was',
    arrange: (world) => ({
      ...world.message({ text: 'x' }),
      shared: undefined,
      ...refused(404, 'channel_not_exists'),
      meanwhile: { sql: 'DELETE FROM feed WHERE id = $1', values: [world.channel.feedId] },
    }),
  },
  {
    name: 'a channel that is archived while a call waits refuses it',
    arrange: (world) => ({
      ...world.message({ text: 'x' }),
      shared: undefined,
      ...refused(403, 'access_denied', expect.stringContaining('archived')),
      meanwhile: {
        sql: 'UPDATE feed SET archived_at = now() WHERE id = $1',
        values: [world.channel.feedId],
      },
    }),
  },
]);
