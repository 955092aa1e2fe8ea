import 'server-only';
import type { SignedInUser } from '@/lib/auth/principals';
import { addMember } from '@/lib/channels/add-member';
import { createChannel as create } from '@/lib/channels/create-channel';
import { type NewChannel, newChannel } from '@/lib/channels/schema';
import { unique } from './unique';

/** Makes a channel with its creator and the given people as members. */
export async function createChannel(
  creator: SignedInUser,
  { members = [], ...input }: Partial<NewChannel> & { members?: readonly SignedInUser[] } = {},
): Promise<{ id: string; feedId: number; name: string; uniqueName: string }> {
  const details = newChannel.parse({ name: unique('Builds'), ...input });
  const channel = await create(creator, details);
  for (const member of members) await addMember(creator, channel.uniqueName, member.id);
  return { ...channel, name: details.name };
}
