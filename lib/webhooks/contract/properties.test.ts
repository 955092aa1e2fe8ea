import fc from 'fast-check';
import { beforeAll, describe, expect, it } from 'vitest';
import { isWellFormedToken, newToken } from '@/lib/webhook-tokens/token/format';
import { aBot, aChannel, aToken, aUser, type TestToken } from '@/test/support/webhooks/world';
import { clientAddress } from '../adapters/client-address';
import { parseJson } from '../body/json-text';
import { parseIncomingBody } from '../body/parse-incoming';
import { parseMessageBody } from '../body/parse-message';
import { readCredentials } from '../call/credentials';
import { Redactor } from '../call/redact';
import { Refusal } from '../call/refusal';
import { matchEndpoint } from '../endpoints/match';
import { validateMessage } from '../message/validate';
import { receive } from '../receive';

/** Runs it; a Refusal is an ordinary result, every other error a bug. */
async function orRefusal<T>(run: () => T | Promise<T>): Promise<T | Refusal> {
  try {
    return await run();
  } catch (error) {
    if (error instanceof Refusal) return error;
    throw error;
  }
}

const contentTypes = fc.constantFrom(
  '',
  'application/json',
  'application/json; charset=utf-16le',
  'application/x-www-form-urlencoded',
  'multipart/form-data; boundary=x',
  'text/plain; charset="',
  ';',
);

describe('parsers', () => {
  it('answer any bytes under any content type with a value or a refusal', async () => {
    await fc.assert(
      fc.asyncProperty(fc.uint8Array({ maxLength: 300 }), contentTypes, async (bytes, type) => {
        const headers = { 'content-type': type };
        await orRefusal(() => parseMessageBody(bytes, headers));
        await orRefusal(() => parseIncomingBody(bytes, headers));
      }),
    );
  });

  it('read JSON as JSON.parse does, where nothing would be lost', () => {
    fc.assert(
      fc.property(fc.json({ maxDepth: 20 }), (text) => {
        let parsed: unknown;
        try {
          parsed = parseJson(text);
        } catch (error) {
          expect((error as Refusal).message).toContain('twice');
          return;
        }
        if (!/\d{16}|e\+?\d{3}/i.test(text)) expect(parsed).toEqual(JSON.parse(text));
      }),
    );
  });

  it('are refused for a key that stands twice anywhere, in any spelling, and for nothing else', () => {
    const keys = fc.constantFrom('a', 'b', '\\u0061', '\\"', 'x:y', '\\\\', '__proto__', '');
    const tree = fc.letrec<{ node: { text: string; twice: boolean } }>((tie) => ({
      node: fc.oneof(
        { maxDepth: 4 },
        fc
          .constantFrom('1', '-0', '"x:\\"y"', 'null', '"{\\"a\\":"', '1.5e3')
          .map((text) => ({ text, twice: false })),
        fc.array(tie('node'), { maxLength: 3 }).map((all) => ({
          text: `[${all.map(({ text }) => text).join(' , ')}]`,
          twice: all.some(({ twice }) => twice),
        })),
        fc.array(fc.tuple(keys, tie('node')), { maxLength: 4 }).map((all) => ({
          text: `{${all.map(([key, { text }]) => `"${key}" \n:\t${text}`).join(',')}}`,
          twice:
            all.some(([, { twice }]) => twice) ||
            new Set(all.map(([key]) => JSON.parse(`"${key}"`))).size < all.length,
        })),
      ),
    })).node;
    fc.assert(
      fc.property(tree, ({ text, twice }) => {
        if (twice) expect(() => parseJson(text)).toThrow(/stands twice in one object/);
        else expect(parseJson(text)).toEqual(JSON.parse(text));
      }),
      { numRuns: 1_000 },
    );
  });

  it('keep every digit of a long number', () => {
    fc.assert(
      fc.property(fc.bigInt({ min: 2n ** 53n, max: 10n ** 40n }), (number) => {
        expect(parseJson(`{"a":[-1,${number}, "x\\"1"]}`)).toEqual({ a: [-1, String(number), 'x"1'] });
      }),
    );
  });

  it('refuse or accept any JSON as a message, never more', async () => {
    const keys = fc.constantFrom(
      'text',
      'card',
      'slides',
      'buttons',
      'bot',
      'styles',
      'userids',
      '__proto__',
    );
    const messages = fc.dictionary(fc.oneof(keys, fc.string()), fc.jsonValue({ maxDepth: 5 }));
    await fc.assert(
      fc.asyncProperty(fc.oneof(messages, fc.jsonValue()), async (message) => {
        await orRefusal(() => validateMessage(message));
      }),
    );
  });
});

describe('paths', () => {
  it('match or do not, and decode what was encoded', () => {
    fc.assert(fc.property(fc.string({ unit: 'binary' }), (path) => void matchEndpoint(`/api/v2/${path}`)));
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme', minLength: 1, maxLength: 100 }), (name) => {
        fc.pre(!/\p{Cc}/u.test(name));
        const path = `/api/v2/channelsbyname/${encodeURIComponent(name)}/message`;
        expect(matchEndpoint(path)?.target).toBe(name);
      }),
    );
  });
});

describe('credentials', () => {
  it('a token with any one character changed is not well-formed', () => {
    fc.assert(
      fc.property(fc.nat(69), fc.constantFrom(...'0123456789abcdef.'), (at, character) => {
        const { token } = newToken();
        const other = token.slice(0, at) + character + token.slice(at + 1);
        expect(isWellFormedToken(other)).toBe(other === token);
      }),
    );
  });

  it('any query and headers give credentials or a refusal', async () => {
    await fc.assert(
      fc.asyncProperty(fc.string(), fc.string(), fc.string(), async (query, authorization, header) => {
        const headers = { authorization, 'x-webhook-token': header };
        await orRefusal(() => readCredentials(new URLSearchParams(query), headers));
      }),
    );
  });

  it('masking leaves no secret, however its characters are encoded', () => {
    fc.assert(
      fc.property(
        fc.string(),
        fc.array(fc.boolean(), { minLength: 70, maxLength: 70 }),
        (around, encoded) => {
          const { token } = newToken();
          const written = [...token]
            .map((c, at) => (encoded[at] ? `%${c.charCodeAt(0).toString(16)}` : c))
            .join('');
          const masked = new Redactor([token.slice(-32)]).text(around + written + around);
          expect(masked).not.toContain(token.slice(-32));
          expect(masked).not.toContain(written.slice(-32));
        },
      ),
    );
  });
});

describe('client addresses', () => {
  it('never come from the part of X-Forwarded-For that the client wrote', () => {
    fc.assert(
      fc.property(fc.string(), fc.integer({ min: 1, max: 3 }), (forged, hops) => {
        const trusted = Array.from({ length: hops }, (_, n) => `10.0.0.${n}`);
        expect(clientAddress([forged, ...trusted].join(', '), '127.0.0.1', hops)).toBe('10.0.0.0');
        expect(clientAddress(forged, '127.0.0.1', 0)).toBe('127.0.0.1');
      }),
    );
  });
});

describe('whole calls', () => {
  let token: TestToken;
  let paths: string[];
  beforeAll(async () => {
    const user = await aUser();
    token = await aToken(user);
    const [channel, bot] = [await aChannel(user), await aBot(user)];
    paths = [
      `/api/v2/channelsbyname/${channel.uniqueName}/message`,
      `/api/v2/bots/${bot.uniqueName}/message`,
      `/api/v2/bots/${bot.uniqueName}/incoming`,
      '/api/v2/applications/7/incoming',
    ];
  });

  it('never end in 5xx and never reflect a secret', async () => {
    const anything = fc.oneof(
      fc.uint8Array({ maxLength: 200 }),
      fc.json().map((text) => Buffer.from(text)),
    );
    await fc.assert(
      fc.asyncProperty(
        fc.nat(3),
        fc.oneof(fc.string(), fc.string({ unit: 'binary' })),
        fc.constantFrom('GET', 'POST', 'PUT', 'HEAD'),
        contentTypes,
        anything,
        async (at, text, method, type, bytes) => {
          const echo = Buffer.concat([bytes, Buffer.from(text.length % 2 ? token.token : '')]);
          const reply = await receive({
            method,
            path: paths[at]!,
            query: `zapikey=${token.token}&${text}&user_ids=${text}&bot_unique_name=${text}`,
            headers: { 'content-type': type, 'user-agent': text },
            body: echo,
            sourceAddress: '127.0.0.1',
          });
          expect(reply.status).toBeLessThan(500);
          expect(JSON.stringify(reply)).not.toContain(token.token.slice(-32));
        },
      ),
      { numRuns: 200 },
    );
  });
});
