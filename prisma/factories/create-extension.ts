import 'server-only';
import type { SignedInUser } from '@/lib/auth/principals';
import { appIdOf } from '@/lib/extensions/app-key/ids';
import { createExtension as create } from '@/lib/extensions/create-extension';
import { installExtension } from '@/lib/extensions/install-extension';
import { publishExtension } from '@/lib/extensions/publish-extension';
import { revealAppKey } from '@/lib/extensions/reveal-app-key';
import { saveSandboxCode } from '@/lib/extensions/save-sandbox-code';
import { type NewExtension, newExtension } from '@/lib/extensions/schema';
import { unique } from './unique';

type Credentials = { appId: string; appKey: string };
type Input = Partial<NewExtension> & {
  code?: string;
  published?: boolean;
  note?: string;
  installedBy?: readonly SignedInUser[];
};

/** Makes an extension, with code and published when asked for, and returns both its credentials. */
export async function createExtension(
  owner: SignedInUser,
  { code, published = false, note = '', installedBy = [], ...input }: Input = {},
): Promise<{ number: string; feedId: number; sandbox: Credentials; marketplace: Credentials }> {
  const { number, feedId } = await create(owner, newExtension.parse({ name: unique('Extension'), ...input }));
  const id = BigInt(number);
  if (code !== undefined) await saveSandboxCode(owner, id, code);
  if (published) await publishExtension(owner, id, { note });
  for (const user of installedBy) await installExtension(user, id);
  const credentials = async (environment: 'sandbox' | 'marketplace') => ({
    appId: appIdOf(id, environment),
    appKey: (await revealAppKey(owner, id, environment)).appKey,
  });
  return {
    number,
    feedId,
    sandbox: await credentials('sandbox'),
    marketplace: await credentials('marketplace'),
  };
}
