import { type IncomingMessage, request } from 'node:http';
import { setTimeout as pause } from 'node:timers/promises';
import { sessionCookie } from '@/lib/auth/session/cookie';
import { createSession } from '@/lib/auth/session/create-session';
import { STREAMS_PER_PERSON, STREAMS_PER_SESSION } from '@/lib/streams/line/policy';
import { createChannel } from '@/prisma/factories/create-channel';
import { createToken } from '@/prisma/factories/create-token';
import { createUser } from '@/prisma/factories/create-user';
import { spreadOf } from '../figures/statistics';
import { watchMemory } from '../machine/memory';
import { SMALL } from '../world/payloads';
import type { OtherScenario } from './scenario';

const STREAMS = { quick: 200, full: 1_000 };
const POSTS = 12;
const PAGES = 20;
const AT_ONCE = 50;
/** Gives the server time to allocate the memory of the streams, and the system time to report it. */
const SETTLE_MS = 3_000;
const KB_PER_MB = 1_024;

export const streams: OtherScenario = {
  name: 'streams',
  about: 'live pages of one channel: what each costs, and what another person’s page costs beside them',
  async run({ postern, options, step }) {
    const count = options.quick ? STREAMS.quick : STREAMS.full;
    step(`${count} live pages of one channel`);
    const { origin, pid } = await postern();
    const world = await createReaders(count);
    const visit = () => timeOf(`${origin}/channels/${world.visited}`, world.visitor);
    for (let warm = 0; warm < 5; warm++) await visit();
    const pageAloneMs = spreadOf(await repeated(visit));
    const memory = watchMemory(pid);
    await pause(SETTLE_MS);
    const opened: LiveStream[] = [];
    while (opened.length < count) {
      const next = world.cookies.slice(opened.length, opened.length + AT_ONCE);
      opened.push(...(await Promise.all(next.map((cookie) => openStream(origin, world.feedId, cookie)))));
    }
    await pause(SETTLE_MS);
    const { startMb = 0, endMb = 0 } = memory?.() ?? {};
    const postedMs = performance.now();
    const posting = post(origin + world.path);
    const pagePostingMs = spreadOf(await repeated(visit));
    await posting;
    const deliveredMs = Math.max(...(await Promise.all(opened.map(({ all }) => all)))) - postedMs;
    for (const { leave } of opened) leave();
    return {
      streams: {
        count,
        posts: POSTS,
        pageAloneMs,
        pagePostingMs,
        deliveredMs,
        kilobytesEach: memory ? ((endMb - startMb) * KB_PER_MB) / count : null,
      },
    };
  },
};

async function createReaders(count: number) {
  const people = await Promise.all(
    Array.from({ length: Math.ceil(count / STREAMS_PER_PERSON) }, () => createUser()),
  );
  const [owner, ...others] = people as [(typeof people)[number], ...typeof people];
  const { uniqueName, feedId } = await createChannel(owner, { members: others });
  const { token } = await createToken(owner);
  const sessionsEach = STREAMS_PER_PERSON / STREAMS_PER_SESSION;
  const sessions = await Promise.all(
    people.flatMap((one) => Array.from({ length: sessionsEach }, () => cookieOf(one))),
  );
  const visitor = await createUser();
  const { uniqueName: visited } = await createChannel(visitor);
  return {
    feedId,
    path: `/api/v2/channelsbyname/${uniqueName}/message?zapikey=${token}`,
    cookies: Array.from({ length: count }, (_, n) => sessions[n % sessions.length] ?? ''),
    visitor: await cookieOf(visitor),
    visited,
  };
}

async function cookieOf(user: { id: string }): Promise<string> {
  const session = await createSession(user.id, { sourceAddress: '127.0.0.1', userAgent: 'npm run bench' });
  return (await sessionCookie(session)).split(';')[0] ?? '';
}

/** `all` resolves to when the last of the posts came. */
type LiveStream = { all: Promise<number>; leave(): void };

function openStream(origin: string, feedId: number, cookie: string): Promise<LiveStream> {
  return new Promise((resolve, reject) => {
    const url = new URL(`/api/feeds/${feedId}/events?after=0`, origin);
    const asking = request(url, { agent: false, headers: { cookie } }, (answer) => {
      if (answer.statusCode !== 200) return reject(new Error(`A stream was refused: ${answer.statusCode}`));
      resolve({ all: lastOf(answer), leave: () => answer.destroy() });
    });
    asking.on('error', reject);
    asking.end();
  });
}

function lastOf(answer: IncomingMessage): Promise<number> {
  return new Promise((resolve) => {
    answer.setEncoding('utf8');
    answer.on('error', () => {});
    answer.on('data', (text: string) => {
      if (text.includes(`id: ${POSTS}\n`)) resolve(performance.now());
    });
  });
}

async function post(url: string): Promise<void> {
  for (let n = 0; n < POSTS; n++) {
    const headers = { 'content-type': 'application/json' };
    const answer = await fetch(url, { method: 'POST', headers, body: SMALL });
    if (answer.status !== 204) throw new Error(`A post was refused: ${answer.status}`);
  }
}

async function timeOf(url: string, cookie: string): Promise<number> {
  const startedMs = performance.now();
  await (await fetch(url, { headers: { cookie } })).text();
  return performance.now() - startedMs;
}

async function repeated(measure: () => Promise<number>): Promise<number[]> {
  const all: number[] = [];
  while (all.length < PAGES) all.push(await measure());
  return all;
}
