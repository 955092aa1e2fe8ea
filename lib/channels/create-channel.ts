import 'server-only';
import { recordEvent } from '@/lib/audit/record-event';
import { actAs } from '@/lib/auth/act-as';
import type { SignedInUser } from '@/lib/auth/principals';
import { insertChannel } from './rows/insert-channel';
import type { NewChannel } from './schema';

/** Creates a channel with the user as its first member; returns its ids and its unique name. */
export function createChannel(
  user: SignedInUser,
  input: NewChannel,
): Promise<{ id: string; feedId: number; uniqueName: string }> {
  return actAs(user, async (tx) => {
    const channel = await insertChannel(tx, user.id, input);
    const { name, access } = input;
    const detail = { uniqueName: channel.uniqueName, name, access };
    await recordEvent(tx, user, 'channel.create', channel.id, detail);
    return channel;
  });
}
