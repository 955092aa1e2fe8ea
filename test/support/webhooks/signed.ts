import { createHmac } from 'node:crypto';
import { sign as signAsGithub } from '@octokit/webhooks-methods';
import { Webhook } from 'standardwebhooks';
import type { SignatureSettings } from '@/lib/intake/schema';
import { setSignature } from '@/lib/intake/set-signature';
import { aBot, aChannel, aToken, aUser } from '@/test/support/webhooks/world';

export const SECRET = 'whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw';

export const OTHER = 'whsec_C2FVsBQIhrscChlQIMV+b5sSYspob7oDo2FVsBQI';

const HANDLER = 'function handler(request) { return { text: "ran" } }';

export const hmac = (secret: string, text: string) => createHmac('sha256', secret).update(text).digest('hex');

export const nowS = () => Math.floor(Date.now() / 1_000);

type Init = { headers?: Record<string, string>; body: string | Uint8Array<ArrayBuffer> };

export const posted = ({ headers, body }: Init): RequestInit => ({
  method: 'POST',
  headers: { 'content-type': 'application/json', ...headers },
  body,
});

export async function world() {
  const user = await aUser();
  const [channel, token] = [await aChannel(user), await aToken(user)];
  const bot = await aBot(user, { handlerCode: HANDLER });
  const key = `zapikey=${token.token}`;
  const urls = {
    channel: `/api/v2/channelsbyname/${channel.uniqueName}/incoming?${key}`,
    bot: `/api/v2/bots/${bot.uniqueName}/incoming?${key}`,
  };
  const set = async (more: Partial<SignatureSettings>) => {
    const settings: SignatureSettings = {
      mode: 'REQUIRE',
      scheme: 'github',
      custom: null,
      keep: [],
      add: [SECRET],
      ...more,
    };
    await setSignature(user, channel.feedId, settings);
    await setSignature(user, bot.feedId, settings);
  };
  return { user, channel, bot, token, urls, set };
}

export const BODY = JSON.stringify({ text: 'Deployed', ref: 'main' });

export const github = async (secret: string, body: string) => ({
  'x-hub-signature-256': await signAsGithub(secret, body),
});

export const standard = (secret: string, body: string, { id = 'msg_1', at = nowS() } = {}) => ({
  'webhook-id': id,
  'webhook-timestamp': String(at),
  'webhook-signature': new Webhook(secret).sign(id, new Date(at * 1_000), body),
});
