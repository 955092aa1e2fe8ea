import { spawn } from 'node:child_process';
import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { freePort } from './free-port';

/** The installed Node-RED; undefined where there is none (`npm install --global node-red`). */
export const nodeRedFile = (process.env.PATH ?? '')
  .split(':')
  .map((folder) => path.join(folder, 'node-red'))
  .find((file) => existsSync(file));

export type NodeRed = {
  /** Sends a message through the flow; resolves to the answer that its http request node got. */
  send(payload: unknown): Promise<{ status: number; body: unknown }>;
  stop(): Promise<void>;
};

type Options = { url: string; headers?: Readonly<Record<string, string>> };

/** A Node-RED with one flow: what comes in is posted by an http request node, and the answer goes back. */
export async function startNodeRed({ url, headers = {} }: Options): Promise<NodeRed> {
  const folder = mkdtempSync(path.join(os.tmpdir(), 'postern-node-red-'));
  const port = await freePort();
  writeFileSync(path.join(folder, 'flows.json'), JSON.stringify(flow(url, headers)));
  writeFileSync(
    path.join(folder, 'settings.js'),
    `module.exports = {
  uiHost: '127.0.0.1', uiPort: ${port}, flowFile: 'flows.json', credentialSecret: false, httpAdminRoot: false,
  telemetry: { enabled: false, updateNotification: false },
  logging: { console: { level: 'warn', metrics: false, audit: false } },
};
`,
  );
  const child = spawn(nodeRedFile ?? 'node-red', ['--userDir', folder], {
    // Node-RED must not inherit the tests' conditions and loaders.
    env: { ...process.env, NODE_OPTIONS: '', NODE_ENV: 'production' },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let log = '';
  for (const output of [child.stdout, child.stderr]) {
    output.on('data', (chunk) => {
      log += chunk;
    });
  }
  const ended = new Promise<void>((resolve) => child.once('exit', () => resolve()));
  const origin = `http://127.0.0.1:${port}`;
  for (;;) {
    if (child.exitCode !== null) throw new Error(`Node-RED does not run:\n${log}`);
    const isReady = await fetch(`${origin}/ready`).then(
      ({ ok }) => ok,
      () => false,
    );
    if (isReady) break;
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
  return {
    async send(payload) {
      const answer = await fetch(`${origin}/send`, {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify({ payload }),
      });
      return (await answer.json()) as { status: number; body: unknown };
    },
    async stop() {
      child.kill('SIGTERM');
      await ended;
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

function flow(url: string, headers: Readonly<Record<string, string>>) {
  const request = {
    ...{ id: 'post', z: 'tab', type: 'http request', method: 'POST', ret: 'obj', url },
    headers: Object.entries(headers).map(([keyValue, valueValue]) => ({
      ...{ keyType: 'other', keyValue, valueType: 'other', valueValue },
    })),
  };
  const keep = [
    { t: 'set', p: 'answer', pt: 'msg', to: 'payload', tot: 'msg' },
    { t: 'set', p: 'payload', pt: 'msg', to: '{"status": statusCode, "body": answer}', tot: 'jsonata' },
    { t: 'set', p: 'statusCode', pt: 'msg', to: '200', tot: 'num' },
    { t: 'delete', p: 'headers', pt: 'msg' },
  ];
  const only = [{ t: 'set', p: 'payload', pt: 'msg', to: 'payload.payload', tot: 'msg' }];
  const tab = { z: 'tab' };
  return [
    { id: 'tab', type: 'tab', label: 'Postern' },
    { ...tab, id: 'in', type: 'http in', url: '/send', method: 'post', wires: [['only']] },
    { ...tab, id: 'only', type: 'change', rules: only, wires: [['post']] },
    { ...request, wires: [['keep']] },
    { ...tab, id: 'keep', type: 'change', rules: keep, wires: [['out']] },
    { ...tab, id: 'out', type: 'http response', wires: [] },
    { ...tab, id: 'ready', type: 'http in', url: '/ready', method: 'get', wires: [['out']] },
  ];
}
