import { spawn } from 'node:child_process';
import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { freePort } from './free-port';

/** The installed Prometheus Alertmanager, by Debian's name or its own; undefined where there is none. */
export const alertmanagerFile = (process.env.PATH ?? '')
  .split(':')
  .flatMap((folder) => ['prometheus-alertmanager', 'alertmanager'].map((name) => path.join(folder, name)))
  .find((file) => existsSync(file));

export type Alertmanager = {
  /** Hands it alerts as Prometheus does. */
  alert(...alerts: object[]): Promise<void>;
  stop(): Promise<void>;
};

/** An Alertmanager that posts to the given URL at once, with the given key as a bearer. */
export async function startAlertmanager(url: string, key: string): Promise<Alertmanager> {
  const folder = mkdtempSync(path.join(os.tmpdir(), 'postern-alertmanager-'));
  const port = await freePort();
  const config = path.join(folder, 'alertmanager.yml');
  writeFileSync(
    config,
    `route:
  receiver: postern
  group_by: [alertname]
  group_wait: 0s
  group_interval: 1s
receivers:
  - name: postern
    webhook_configs:
      - url: ${url}
        http_config:
          authorization:
            credentials: ${key}
`,
  );
  const child = spawn(
    alertmanagerFile ?? 'alertmanager',
    [
      ...[`--config.file=${config}`, `--storage.path=${folder}`],
      ...[`--web.listen-address=127.0.0.1:${port}`, '--cluster.listen-address='],
    ],
    { stdio: ['ignore', 'ignore', 'pipe'] },
  );
  let log = '';
  child.stderr.on('data', (chunk) => {
    log += chunk;
  });
  const ended = new Promise<void>((resolve) => child.once('exit', () => resolve()));
  const origin = `http://127.0.0.1:${port}`;
  for (;;) {
    if (child.exitCode !== null) throw new Error(`Alertmanager does not run:\n${log}`);
    const isReady = await fetch(`${origin}/-/ready`).then(
      ({ ok }) => ok,
      () => false,
    );
    if (isReady) break;
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
  return {
    async alert(...alerts) {
      const answer = await fetch(`${origin}/api/v2/alerts`, {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify(alerts),
      });
      if (!answer.ok) throw new Error(`Alertmanager took no alerts: ${await answer.text()}`);
    },
    async stop() {
      child.kill('SIGTERM');
      await ended;
      rmSync(folder, { recursive: true, force: true });
    },
  };
}
