import type { MyChannel } from './dto';

/** The start page: #general, else the user's first channel, else the list of channels. */
export function homePath(channels: MyChannel[]): string {
  const home = channels.find(({ uniqueName }) => uniqueName === 'general') ?? channels[0];
  return home ? `/channels/${home.uniqueName}` : '/bots-and-tools/channels';
}
