import { execFile, execFileSync } from 'node:child_process';
import path from 'node:path';
import { promisify } from 'node:util';
import axios from 'axios';
import { expect, test } from 'playwright/test';
import { request as undiciRequest } from 'undici';
import { belowCompany, urlOf } from '../webhooks/call';
import { createPlace, type OwnPlace } from './place';

const run = promisify(execFile);
const here = import.meta.dirname;

/** Whether a program is on this machine, and does what is asked of it. */
function works(program: string, ...args: string[]): boolean {
  try {
    execFileSync(program, args, { stdio: 'ignore', timeout: 30_000 });
    return true;
  } catch {
    return false;
  }
}

/** Posts with one real client and fails as that client fails. */
type Post = (urls: { message: string; incoming: string }, place: OwnPlace) => Promise<void>;

async function expectStored(baseURL: string | undefined, feed: 'channel' | 'bot', shows: string, post: Post) {
  const place = await createPlace();
  const full = (url: string) => new URL(url, baseURL).href;
  await post(
    {
      message: full(urlOf.channel(place.channel, place.token)),
      incoming: full(urlOf.botIncoming(place.bot, place.token)),
    },
    place,
  );
  const messages = await place.messagesIn(feed);
  expect(messages).toHaveLength(1);
  expect(messages[0]).toContain(shows);
}

test.describe('curl posts', () => {
  test.skip(!works('curl', '--version'), 'there is no curl on this machine');

  const json = '{"text":"from curl"}';
  const ways: [how: string, feed: 'channel' | 'bot', ...args: string[]][] = [
    ['with -d and no -H', 'channel', '-d', json],
    ['with -d and -H', 'channel', '-H', 'Content-Type: application/json', '-d', json],
    ['with --json', 'channel', '--json', json],
    ['with -F', 'channel', '-F', 'text=from curl'],
    ['with --data-urlencode', 'channel', '--data-urlencode', 'text=from curl'],
    ['with a text in the query, by GET', 'bot', '-G', '--data-urlencode', 'text=from curl'],
    ['in chunks', 'channel', '-H', 'Transfer-Encoding: chunked', '-d', json],
    ['in HTTP/1.0', 'channel', '--http1.0', '-d', json],
    ['offering HTTP/2', 'channel', '--http2', '-d', json],
    [
      'with Expect: 100-continue',
      'channel',
      '-H',
      'Expect: 100-continue',
      '--expect100-timeout',
      '30',
      '-d',
      json,
    ],
    ['with PUT', 'bot', '-X', 'PUT', '-d', json],
    ['following redirects', 'channel', '-L', '--max-redirs', '0', '-d', json],
  ];
  for (const [how, feed, ...args] of ways) {
    test(how, ({ baseURL }) =>
      expectStored(baseURL, feed, 'from curl', async ({ message, incoming }) => {
        const url = feed === 'channel' ? message : incoming;
        await run('curl', ['--fail', '--silent', '--show-error', '--max-time', '10', ...args, url]);
      }),
    );
  }
});

test.describe('Python posts', () => {
  test.skip(!works('python3', '--version'), 'there is no Python on this machine');

  test('with urllib', ({ baseURL }) =>
    expectStored(baseURL, 'channel', 'from urllib', async ({ message }) => {
      const { stdout } = await run('python3', [path.join(here, 'post-with-urllib.py'), message]);
      expect(stdout.trim()).toBe('204');
    }));

  test('with requests, as JSON, as a form and to incoming', async ({ baseURL }) => {
    test.skip(!works('python3', '-c', 'import requests'), 'there is no requests for Python on this machine');
    for (const how of ['json', 'data', 'form'] as const) {
      await expectStored(baseURL, 'channel', 'from requests', async ({ message }) => {
        await run('python3', [path.join(here, 'post-with-requests.py'), how, message]);
      });
    }
    await expectStored(baseURL, 'bot', 'from requests', async ({ incoming }) => {
      const { stdout } = await run('python3', [path.join(here, 'post-with-requests.py'), 'json', incoming]);
      expect(JSON.parse(stdout)).toMatchObject({ user_ids: expect.any(Array) });
    });
  });
});

test('Java posts with both of its own clients, one of which offers HTTP/2 unasked', async ({ baseURL }) => {
  test.skip(!works('java', '-version'), 'there is no Java on this machine');
  test.slow();
  for (const client of ['HttpClient', 'HttpURLConnection']) {
    await expectStored(baseURL, 'channel', 'from Java', async ({ message }) => {
      const { stdout } = await run('java', [path.join(here, 'PostMessage.java'), client, message]);
      expect(stdout.trim()).toBe('204');
    });
  }
});

test.describe('Node posts', () => {
  test('with axios', async ({ baseURL }) => {
    await expectStored(baseURL, 'channel', 'from axios', async ({ message }) => {
      const answer = await axios.post(message, { text: 'from axios' }, { maxRedirects: 0 });
      expect([answer.status, answer.data]).toEqual([204, '']);
    });
    await expectStored(baseURL, 'bot', 'from axios', async ({ incoming }, { owner }) => {
      const answer = await axios.post(incoming, new URLSearchParams({ text: 'from axios' }));
      expect(answer.data).toEqual({ user_ids: [owner.id] });
    });
  });

  test('with axios, which tells what was wrong', async ({ baseURL }) => {
    const { channel, token } = await createPlace();
    const url = new URL(urlOf.channel(channel, token), baseURL).href;
    const failure = await axios.post(url, { text: 'x', attachments: [] }).catch((error: unknown) => error);
    expect(axios.isAxiosError(failure) && failure.response?.data).toMatchObject({ code: 'extra_key_found' });
  });

  test('with undici', ({ baseURL }) =>
    expectStored(baseURL, 'channel', 'from undici', async ({ message }) => {
      const answer = await undiciRequest(message, {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify({ text: 'from undici' }),
      });
      expect(answer.statusCode).toBe(204);
      await answer.body.dump();
    }));

  test('with fetch, which takes no redirect', async ({ baseURL }) => {
    await expectStored(baseURL, 'channel', 'from fetch', async ({ message }, { orgId }) => {
      const { pathname, search } = new URL(message);
      const url = new URL(belowCompany(pathname + search, orgId), baseURL);
      const body = JSON.stringify({ text: 'from fetch' });
      const answer = await fetch(url, { method: 'POST', redirect: 'error', body });
      expect(answer.status).toBe(204);
    });
    await expectStored(baseURL, 'bot', 'from fetch', async ({ incoming }, { owner }) => {
      const body = new FormData();
      body.set('text', 'from fetch');
      const answer = await fetch(incoming, { method: 'POST', redirect: 'error', body });
      expect([answer.ok, await answer.json()]).toEqual([true, { user_ids: [owner.id] }]);
    });
  });

  test('with fetch and a stream, whose length nobody knows', ({ baseURL }) =>
    expectStored(baseURL, 'channel', 'from a stream', async ({ message }) => {
      const body = new Blob(['{"text":', '"from a stream"}']).stream();
      const init = { method: 'POST', body, duplex: 'half' } as RequestInit;
      expect((await fetch(message, init)).status).toBe(204);
    }));
});
