import pg from 'pg';
import { afterAll } from 'vitest';
import { env } from '@/lib/env';

type Heard = { channel: string; payload: string };

/** A connection that listens as the pages do and notes every notification. */
export async function hearNotifications(connectionString = env().directDatabaseUrl) {
  const client = new pg.Client({ connectionString });
  const heard: Heard[] = [];
  let onHeard = () => {};
  client.on('notification', ({ channel, payload = '' }) => {
    heard.push({ channel, payload });
    onHeard();
  });
  await client.connect();
  await client.query(
    'LISTEN postern_feed; LISTEN postern_token; LISTEN postern_thread; LISTEN postern_handler; LISTEN postern_access',
  );
  afterAll(() => client.end());
  return {
    /** How many notifications had this payload so far. */
    count: (payload: string) => heard.filter((one) => one.payload === payload).length,
    channelsOf: (payload: string) =>
      heard.filter((one) => one.payload === payload).map(({ channel }) => channel),
    /** Resolves when a notification has this payload. */
    async until(payload: string): Promise<void> {
      while (!heard.some((one) => one.payload === payload)) {
        await new Promise<void>((resolve) => {
          onHeard = resolve;
        });
      }
    },
  };
}
