import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { readRespond, WrongRespond } from './read-respond';
import { RESPOND_HEADERS } from './respond-policy';

const headers = Object.keys(RESPOND_HEADERS);

describe('a wrong respond is told by its field', () => {
  it.each<[unknown, string]>([
    ['ok', "'respond' must be an object"],
    [[], "'respond' must be an object"],
    [{ statusCode: 200 }, "'respond.statusCode' is not known"],
    [{ status: 301 }, "'respond.status' must"],
    [{ status: 500 }, "'respond.status' must"],
    [{ status: 199 }, "'respond.status' must"],
    [{ status: 200.5 }, "'respond.status' must"],
    [{ status: '200' }, "'respond.status' must"],
    [{ headers: [] }, "'respond.headers' must"],
    [{ headers: { 'Set-Cookie': 'a=b' } }, "'respond.headers.Set-Cookie' is not among"],
    [{ headers: { Location: 'https://example.com' } }, "'respond.headers.Location' is not among"],
    [{ headers: { ETag: 'a\r\nSet-Cookie: b' } }, "'respond.headers.ETag' must be a text of one line"],
    [{ headers: { ETag: 'ü' } }, "'respond.headers.ETag' must be a text of one line"],
    [{ headers: { ETag: { a: 1 } } }, "'respond.headers.ETag' must be a text of one line"],
    [{ headers: { ETag: 'x'.repeat(1_001) } }, "'respond.headers.ETag' is longer"],
    [{ headers: { ETag: 'a', etag: 'b' } }, "'respond.headers.etag' is there twice"],
    [{ headers: { 'content-type': 'text/html' } }, "'respond.headers.Content-Type' must"],
    [{ headers: { 'content-type': 'text/plain;a=b,text/html' } }, "'respond.headers.Content-Type' must"],
    [{ headers: { 'content-type': 'text/plain, text/html' } }, "'respond.headers.Content-Type' must"],
    [{ headers: { 'content-type': 'application/xhtml+xml' } }, "'respond.headers.Content-Type' must"],
    [{ headers: { 'content-type': 'image/svg+xml' } }, "'respond.headers.Content-Type' must"],
    [{ headers: { 'content-type': 'text/javascript' } }, "'respond.headers.Content-Type' must"],
    [{ headers: { 'content-type': 'text/plain; charset=utf-7' } }, "'respond.headers.Content-Type' must say"],
    [{ body: 'x'.repeat(4_097) }, "'respond.body' is longer than 4,096 bytes"],
    [{ body: 'ü'.repeat(2_049) }, "'respond.body' is longer than 4,096 bytes"],
    [{ status: 204, body: 'x' }, "'respond.body' must be left out"],
  ])('%j', (value, told) => {
    expect(() => readRespond(value)).toThrow(WrongRespond);
    expect(() => readRespond(value)).toThrow(told);
  });
});

describe('a good one', () => {
  it.each<[unknown, ReturnType<typeof readRespond>]>([
    [{}, { status: 200, headers: {}, body: null }],
    [
      { status: 204, body: '' },
      { status: 204, headers: { 'Content-Type': expect.anything() }, body: '' },
    ],
    [{ body: 'ok' }, { status: 200, headers: { 'Content-Type': 'text/plain;charset=UTF-8' }, body: 'ok' }],
    [
      { status: 401, body: { error: 'signature' } },
      {
        status: 401,
        headers: { 'Content-Type': 'application/json;charset=UTF-8' },
        body: '{"error":"signature"}',
      },
    ],
    [
      { body: '<Response/>', headers: { 'CONTENT-TYPE': 'text/xml; charset=utf-8', 'retry-after': 30 } },
      {
        status: 200,
        headers: { 'Content-Type': 'text/xml; charset=utf-8', 'Retry-After': '30' },
        body: '<Response/>',
      },
    ],
    [{ body: 'x'.repeat(4_096) }, expect.objectContaining({ body: 'x'.repeat(4_096) })],
  ])('%j', (value, read) => {
    expect(readRespond(value)).toEqual(read);
  });

  it('there are ten headers, and each may be set in any case', () => {
    expect(headers).toHaveLength(10);
    for (const name of headers.filter((one) => one !== 'Content-Type')) {
      expect(readRespond({ headers: { [name.toUpperCase()]: 'x' } }).headers).toEqual({ [name]: 'x' });
    }
  });

  it('of any value at all is a safe answer or names what is wrong', () => {
    const respond = fc.record(
      {
        status: fc.oneof(fc.integer({ min: 100, max: 600 }), fc.anything()),
        headers: fc.oneof(
          fc.dictionary(fc.oneof(fc.constantFrom(...headers), fc.string()), fc.string()),
          fc.anything(),
        ),
        body: fc.oneof(fc.string(), fc.jsonValue()),
      },
      { requiredKeys: [] },
    );
    fc.assert(
      fc.property(respond, (value) => {
        // As the sandbox returns it.
        const given = JSON.parse(JSON.stringify(value));
        try {
          const read = readRespond(given);
          expect([2, 4]).toContain(Math.floor(read.status / 100));
          for (const [name, text] of Object.entries(read.headers)) {
            expect(headers).toContain(name);
            expect(text).toMatch(/^[\x20-\x7e]*$/);
          }
        } catch (error) {
          expect(error).toBeInstanceOf(WrongRespond);
          expect((error as Error).message).toMatch(/^'respond/);
        }
      }),
    );
  });
});
