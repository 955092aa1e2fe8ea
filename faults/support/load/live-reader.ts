import { type IncomingMessage, request } from 'node:http';
import { sessionCookie } from '@/lib/auth/session/cookie';
import { createSession } from '@/lib/auth/session/create-session';
import type { Server } from '../servers/server';

/** A new session of the person, as the cookie a browser sends. */
export async function signedIn(user: { id: string }): Promise<string> {
  const session = await createSession(user.id, { sourceAddress: '127.0.0.1', userAgent: 'faults' });
  return (await sessionCookie(session)).split(';')[0] ?? '';
}

/** A live page without a browser: a stream that is read, or not. */
export class LiveReader {
  readonly status: number;
  readonly #answer: IncomingMessage;
  #text = '';

  private constructor(answer: IncomingMessage) {
    this.status = answer.statusCode ?? 0;
    this.#answer = answer;
    answer.setEncoding('utf8').on('error', () => {});
  }

  static open(server: Server, cookie: string, feedId: number): Promise<LiveReader> {
    return new Promise((resolve, reject) => {
      const url = new URL(`/api/feeds/${feedId}/events?after=0`, server.url);
      const asking = request(url, { agent: false, headers: { cookie } }, (answer) =>
        resolve(new LiveReader(answer)),
      );
      asking.on('error', reject);
      asking.end();
    });
  }

  /** Reads what comes from now on. A reader that never does is a slow one. */
  read(): void {
    this.#answer.on('data', (text: string) => {
      this.#text += text;
    });
  }

  /** The numbers of the messages that came, in order. */
  get seqs(): number[] {
    return [...this.#text.matchAll(/^id: (\d+)$/gm)].map(([, seq]) => Number(seq));
  }

  leave(): void {
    this.#answer.destroy();
  }
}
