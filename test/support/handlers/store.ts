import { aBot, aToken, aUser, historyOf, json, select, viaWeb } from '@/test/support/webhooks/world';

/** A bot whose handler runs these statements, a token that calls it, and its store. */
export async function world(statements: string) {
  const user = await aUser();
  const bot = await aBot(user, { handlerCode: `function handler({ body }) { ${statements} }` });
  const token = await aToken(user);
  const url = `/api/v2/bots/${bot.uniqueName}/incoming?zapikey=${token.token}`;
  const send = async (body: unknown, headers: Record<string, string> = {}) => {
    const answer = await viaWeb(url, {
      ...json(body),
      headers: { 'content-type': 'application/json', ...headers },
    });
    return { status: answer.status, body: (await answer.json()) as Record<string, unknown> };
  };
  const entries = () =>
    select<{ key: string; value: string; expires_at: Date | null }>(
      'SELECT key, value, expires_at FROM handler_store_entry WHERE feed_id = $1 ORDER BY key',
      bot.feedId,
    );
  const keep = (key: string, value: unknown) =>
    select(
      'INSERT INTO handler_store_entry (feed_id, in_sandbox, key, value) VALUES ($1, false, $2, $3)',
      bot.feedId,
      key,
      JSON.stringify(value),
    );
  const ends = (key: string, within: string) =>
    select(
      'UPDATE handler_store_entry SET expires_at = now() + $3::interval WHERE feed_id = $1 AND key = $2',
      bot.feedId,
      key,
      within,
    );
  return { user, bot, token, url, send, entries, keep, ends };
}

export const fill = (feedId: number, keys: number) =>
  select(
    `INSERT INTO handler_store_entry (feed_id, in_sandbox, key, value)
     SELECT $1, false, 'k' || n, '0' FROM generate_series(1, $2) n`,
    feedId,
    keys,
  );
export const reasonOf = async (tokenId: string) => (await historyOf(tokenId)).at(-1)!.reason;
