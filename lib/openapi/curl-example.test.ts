import { execFile } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import path from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { API_PREFIX, type Endpoint, endpoints } from '@/lib/webhooks/endpoints/table';
import { TOKEN_PLACEHOLDER } from '@/lib/webhooks/endpoints/urls';
import { temporaryFolder } from '@/test/support/temporary-folder';
import {
  aBot,
  aChannel,
  anExtension,
  aToken,
  aUser,
  nodeServer,
  publish,
} from '@/test/support/webhooks/world';
import { APP_KEY_PLACEHOLDER, curlExample } from './curl-example';
import { openApiDocument } from './document';

const run = promisify(execFile);
const folder = temporaryFolder('curl');
const table: readonly Endpoint[] = endpoints;
let service: Awaited<ReturnType<typeof nodeServer>>;
beforeAll(async () => {
  service = await nodeServer();
  writeFileSync(path.join(folder, 'report.pdf'), '%PDF-1.7');
});
afterAll(() => service.close());

const code = 'function handler() { return "x" }';

it.for(table.map((endpoint) => ({ endpoint, name: endpoint.name })))(
  'the line for a terminal is accepted, once names and secrets are filled in: $name',
  async ({ endpoint }) => {
    const [user, other] = [await aUser(), await aUser()];
    const [token, channel, bot] = [await aToken(user), await aChannel(user), await aBot(user)];
    const extension = endpoint.target === 'application' ? await anExtension(user, code) : null;
    if (extension) await publish(user, extension.number, { code, draft: code });
    const document = openApiDocument();
    const line = curlExample(document, endpoint)
      .replace(document.servers[0]!.url, `http://127.0.0.1:${service.port}`)
      .replace(TOKEN_PLACEHOLDER, token.token)
      .replace(APP_KEY_PLACEHOLDER, encodeURIComponent(extension?.marketplace.appKey ?? ''))
      .replace(`${API_PREFIX}/channelsbyname/builds/`, `${API_PREFIX}/channelsbyname/${channel.uniqueName}/`)
      .replace('/1767225600000314159/', `/${channel.id}/`)
      .replace(/\/chats\/[^/]+\//, `/chats/CT_${channel.feedId}/`)
      .replace('/herald/', `/${bot.uniqueName}/`)
      .replace('/applications/1/', `/applications/${extension?.marketplace.appId}/`)
      .replace('/buddies/ada@example.com/', `/buddies/${other.email}/`);
    const { stdout } = await run('bash', ['-c', `${line} -sS -w '\\n%{http_code}'`], { cwd: folder });
    const [body = '', status] = stdout.split('\n');
    expect([status, body]).toEqual([String(endpoint.success), endpoint.success === 204 ? '' : body]);
  },
);
