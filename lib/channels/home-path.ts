import type { MyChannel } from './dto';

/** Where somebody lands who asked for no page: in #general, else their first channel, else where channels are found. */
export function homePath(channels: MyChannel[]): string {
  const home = channels.find(({ uniqueName }) => uniqueName === 'general') ?? channels[0];
  return home ? `/channels/${home.uniqueName}` : '/bots-and-tools/channels';
}
