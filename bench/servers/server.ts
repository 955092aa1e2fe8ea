import { setTimeout as pause } from 'node:timers/promises';
import { freePort, type Running, start } from '../machine/processes';

/** `origin` holds an address, so that no name look-up is measured. */
export type Server = Running & { origin: string };

type Settings = Record<string, string>;
/** The request that is repeated until it is answered as wanted. */
type Probe = { path: string; method?: 'GET' | 'POST'; wanted?(status: number): boolean };

const ANYTHING: Probe = { path: '/' };
const START_TIMEOUT_MS = 60_000;
const ATTEMPT_PAUSE_MS = 10;

/** Starts a Node program that listens on HOST and PORT, with Postern's settings for measuring. */
export async function startServer(args: string[], settings: Settings, probe?: Probe): Promise<Server> {
  const port = await freePort();
  const env = { HOST: '127.0.0.1', LOG_LEVEL: 'silent', NODE_ENV: 'production', ...settings };
  const publicUrl = `http://localhost:${port}`;
  const running = start(process.execPath, args, { ...env, PORT: String(port), PUBLIC_URL: publicUrl });
  return whenReady(running, port, probe);
}

/** Starts any program that is told its port by its arguments. */
export async function startProgram(program: string, args: (port: number) => string[], probe?: Probe) {
  const port = await freePort();
  return whenReady(start(program, args(port), {}), port, probe);
}

async function whenReady(running: Running, port: number, probe: Probe = ANYTHING): Promise<Server> {
  const server = { ...running, origin: `http://127.0.0.1:${port}` };
  const { path, method = 'GET', wanted = () => true } = probe;
  const deadlineMs = Date.now() + START_TIMEOUT_MS;
  for (;;) {
    const url = new URL(path, server.origin);
    const answer = await fetch(url, { method, redirect: 'manual' }).catch(() => null);
    await answer?.arrayBuffer();
    if (answer && wanted(answer.status)) return server;
    if (server.hasEnded() || Date.now() > deadlineMs) {
      throw new Error(`A server did not start:\n${server.output()}`);
    }
    await pause(ATTEMPT_PAUSE_MS);
  }
}
