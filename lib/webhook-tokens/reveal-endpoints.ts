import 'server-only';
import type { SteppedUpUser } from '@/lib/auth/principals';
import { env } from '@/lib/env';
import { notFound } from '@/lib/errors';
import { appIdOf } from '@/lib/extensions/app-key/ids';
import type { ExtensionEnvironment } from '@/lib/extensions/dto';
import { revealAppKey } from '@/lib/extensions/reveal-app-key';
import { endpointUrls, type WebhookOption } from '@/lib/webhooks/endpoints/urls';
import type { RevealedEndpoint } from './dto';
import { requireUrlTarget } from './require-url-target';
import { revealToken } from './reveal-token';
import type { EndpointChoice } from './schema';

/**
 * The complete URLs of one option, with the whole token (and an extension's app keys), for the clipboard or a
 * deliberate look. Audited like every reveal.
 * @throws {AppError} `not_found` for a token or option that the user may not use.
 */
export async function revealEndpoints(
  user: SteppedUpUser,
  tokenId: string,
  choice: EndpointChoice,
): Promise<RevealedEndpoint[]> {
  return openEndpoints(user, tokenId, choice);
}

/**
 * One endpoint for a trial call; audited as such.
 * @throws {AppError} `not_found`, also for an endpoint that the option does not have.
 */
export async function openForTest(
  user: SteppedUpUser,
  tokenId: string,
  choice: EndpointChoice & { endpoint: string },
): Promise<RevealedEndpoint> {
  const opened = await openEndpoints(user, tokenId, choice, choice.endpoint);
  const endpoint = opened.find(({ id }) => id === choice.endpoint);
  if (!endpoint) throw notFound('endpoint');
  return endpoint;
}

async function openEndpoints(
  user: SteppedUpUser,
  tokenId: string,
  choice: EndpointChoice,
  tested?: string,
): Promise<RevealedEndpoint[]> {
  const option = await toOption(user, choice, tested);
  const token = await revealToken(user, tokenId, tested ? 'test' : 'reveal');
  // Only the bare URLs are used, which do not contain the organisation's id.
  const urls = endpointUrls({ publicUrl: env().publicUrl.origin, orgId: '', option, token });
  return urls.map(({ id, url }) => ({ id, url }));
}

async function toOption(
  user: SteppedUpUser,
  { module, option }: EndpointChoice,
  tested?: string,
): Promise<WebhookOption> {
  await requireUrlTarget(user, { module, option });
  if (module !== 'extensions') return { module, uniqueName: option };
  const credentials = async (environment: ExtensionEnvironment) => {
    if (tested && tested !== `extension_${environment}`) return undefined;
    const key = await revealAppKey(user, BigInt(option), environment, tested ? 'test' : 'reveal_key');
    return { appId: appIdOf(option, environment), ...key };
  };
  return { module, sandbox: await credentials('sandbox'), marketplace: await credentials('marketplace') };
}
