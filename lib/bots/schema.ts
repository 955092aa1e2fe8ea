import { z } from 'zod';
import { handlerCode, handlerTest, rollbackTo, versionParam } from '@/lib/handlers/schema';
import { shortDescription } from '@/lib/names/short-description';
import { visibleName } from '@/lib/names/visible-name';

export const BOT_NAME_MAX = 20;
const IMAGE_URL_MAX = 500;

const name = visibleName(BOT_NAME_MAX, {
  missing: 'Give the bot a name.',
  tooLong: `A bot name has at most ${BOT_NAME_MAX} characters.`,
});
const imageUrl = z
  .union([
    z.literal('').transform(() => null),
    z
      .url({
        protocol: /^https?$/,
        error: 'A picture needs an address that begins with https:// or http://.',
      })
      .max(IMAGE_URL_MAX, `The picture’s address has at most ${IMAGE_URL_MAX} characters.`),
  ])
  .nullable();
const access = z.enum(['ORGANIZATION', 'PERSONAL']);

export const newBot = z.object({
  name,
  description: shortDescription.default(''),
  imageUrl: imageUrl.default(null),
  access: access.default('ORGANIZATION'),
});
export type NewBot = z.output<typeof newBot>;

export const botDetails = z.object({ name, description: shortDescription, imageUrl, access });
export type BotDetails = z.output<typeof botDetails>;

export const botParams = z.object({ uniqueName: z.string().min(1).max(100) });
export const botHandler = z.object({ code: handlerCode.nullable() });
export const botTest = handlerTest;
export const botRollback = rollbackTo;
export const botVersionParams = botParams.extend({ version: versionParam });
