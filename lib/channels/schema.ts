import { z } from 'zod';

export const CHANNEL_NAME_MAX = 50;
export const CHANNEL_DESCRIPTION_MAX = 250;

const name = z
  .string()
  .trim()
  .min(1, 'Give the channel a name.')
  .max(CHANNEL_NAME_MAX, `A channel name has at most ${CHANNEL_NAME_MAX} characters.`);
const description = z
  .string()
  .trim()
  .max(CHANNEL_DESCRIPTION_MAX, `A description has at most ${CHANNEL_DESCRIPTION_MAX} characters.`);
const access = z.enum(['ORGANIZATION', 'PRIVATE']);

export const newChannel = z.object({
  name,
  description: description.default(''),
  access: access.default('ORGANIZATION'),
});
export type NewChannel = z.infer<typeof newChannel>;

export const channelDetails = z.object({ name, description });
export type ChannelDetails = z.infer<typeof channelDetails>;

export const channelParams = z.object({ uniqueName: z.string().min(1).max(100) });
export const channelMemberParams = channelParams.extend({ userId: z.string().min(1).max(100) });
export const newMember = z.object({ userId: z.string().min(1).max(100) });
export const peopleSearch = z.object({ q: z.string().trim().max(100).default('') });
