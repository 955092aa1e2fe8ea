import 'server-only';
import type { SteppedUpUser } from '@/lib/auth/principals';
import { listBots } from '@/lib/bots/list-bots';
import { byName } from '@/lib/by-name';
import { listMyChannels } from '@/lib/channels/list-my-channels';
import { db } from '@/lib/db/prisma';
import { env } from '@/lib/env';
import { appIdOf } from '@/lib/extensions/app-key/ids';
import { sampleNames } from '@/lib/trial-calls/samples';
import type { UrlTargets } from './dto';

/**
 * The choices of Get Webhook URL: the user's channels, the bots that they may use and their own extensions, without
 * app keys, which `revealEndpoints` has.
 */
export async function webhookTargets(user: SteppedUpUser): Promise<UrlTargets> {
  const [channels, bots, extensions] = await Promise.all([
    listMyChannels(user),
    listBots(user),
    db().extension.findMany({
      where: { ownerId: user.id },
      orderBy: { number: 'asc' },
      select: { number: true, name: true, publishedVersion: true },
    }),
  ]);
  return {
    publicUrl: env().publicUrl.origin,
    samples: sampleNames(),
    channels: channels.map(({ uniqueName, name, access }) => ({ uniqueName, name, access })),
    bots: bots.map(({ id, uniqueName, name, imageUrl }) => ({ id, uniqueName, name, imageUrl })),
    extensions: extensions.sort(byName).map(({ number, name, publishedVersion }) => ({
      number: String(number),
      name,
      publishedVersion,
      sandboxAppId: appIdOf(String(number), 'sandbox'),
    })),
  };
}
