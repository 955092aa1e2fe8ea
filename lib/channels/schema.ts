import { z } from 'zod';
import { shortDescription } from '@/lib/names/short-description';
import { visibleName } from '@/lib/names/visible-name';

export const CHANNEL_NAME_MAX = 50;

const name = visibleName(CHANNEL_NAME_MAX, {
  missing: 'Give the channel a name.',
  tooLong: `A channel name has at most ${CHANNEL_NAME_MAX} characters.`,
});
const access = z.enum(['ORGANIZATION', 'PRIVATE']);

export const newChannel = z.object({
  name,
  description: shortDescription.default(''),
  access: access.default('ORGANIZATION'),
});
export type NewChannel = z.infer<typeof newChannel>;

export const channelDetails = z.object({ name, description: shortDescription });
export type ChannelDetails = z.infer<typeof channelDetails>;

export const channelArchive = z.object({ archived: z.boolean() });
/** The name of what is deleted, typed to confirm. */
export const channelDeletion = z.object({ name: z.string().max(200) });

export const channelParams = z.object({ uniqueName: z.string().min(1).max(100) });
export const channelMemberParams = channelParams.extend({ userId: z.string().min(1).max(100) });
export const newMember = z.object({ userId: z.string().min(1).max(100) });
export const peopleSearch = z.object({ q: z.string().trim().max(100).default('') });
