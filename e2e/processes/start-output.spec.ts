import { execFileSync } from 'node:child_process';
import { expect, test } from 'playwright/test';
import { startOwnServer } from '../support/own-server';

test('a start says its own steps and where to go, nothing else, and leaves no other process running', async () => {
  test.slow();
  const server = await startOwnServer();
  try {
    const lines = server.output().split('\n').filter(Boolean);
    // A line is a step, its time, the address, or a line of the log, which is JSON.
    expect(lines.filter((line) => !/^(?:· | {2}… | {2}\S|\{")/.test(line))).toEqual([]);
    expect(lines.join('\n')).toContain(`Postern is at ${server.url}`);
    if (process.platform !== 'linux') return;
    const all = execFileSync('ps', ['-eo', 'ppid=,args='], { encoding: 'utf8' }).split('\n');
    const children = all.filter((line) => Number.parseInt(line, 10) === server.pid);
    expect(children).toEqual([]);
  } finally {
    await server.stop();
  }
});
