import { Validator } from '@seriousme/openapi-schema-validator';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { wireStatusOf } from '@/lib/errors';
import { API_PREFIX, API_V3_PREFIX, type Endpoint, endpoints } from '@/lib/webhooks/endpoints/table';
import { messageSchema } from '@/lib/webhooks/message/schema';
import { schemaChecker } from '@/test/support/schemas';
import { openApiDocument } from './document';
import { messageExamples } from './parts/message-examples';
import type { Operation } from './parts/types';
import { serveDocument } from './serve-document';

const document = openApiDocument();
const table: readonly Endpoint[] = endpoints;
const operations = Object.values(document.paths).flatMap((item): Operation[] => Object.values(item));

describe('the document', () => {
  it('is valid OpenAPI 3.1', async () => {
    const { valid, errors } = await new Validator().validate(JSON.parse(JSON.stringify(document)));
    expect(errors).toBeUndefined();
    expect(valid).toBe(true);
  });

  it('has a target for every reference', () => {
    const refs = [...JSON.stringify(document).matchAll(/"\$ref":"#\/([^"]+)"/g)].map(([, path]) => path!);
    expect(refs.length).toBeGreaterThan(100);
    for (const path of new Set(refs)) {
      const found = path
        .split('/')
        .reduce<unknown>((at, key) => (at as Record<string, unknown>)?.[key], document);
      expect(found, path).toBeDefined();
    }
  });

  it('describes every endpoint with all its methods, and its v3 spelling', () => {
    for (const { path, v3Path, methods } of table) {
      const expected = methods.map((method) => method.toLowerCase()).sort();
      expect(Object.keys(document.paths[`${API_PREFIX}${path}`] ?? {}).sort()).toEqual(expected);
      if (v3Path)
        expect(Object.keys(document.paths[`${API_V3_PREFIX}${v3Path}`] ?? {}).sort()).toEqual(expected);
    }
    expect(Object.keys(document.paths)).toHaveLength(table.length + table.filter((one) => one.v3Path).length);
  });

  it('names every operation once', () => {
    const ids = operations.map(({ operationId }) => operationId);
    expect(new Set(ids).size).toBe(ids.length);
  });

  it('has every error code in some answer, under its status', () => {
    const found = new Map<string, string>();
    for (const { responses } of operations) {
      for (const [status, response] of Object.entries(responses)) {
        if (!('$ref' in response)) continue;
        const shared = document.components.responses[response.$ref.split('/').at(-1)!]!;
        for (const code of Object.keys(shared.content?.['application/json']?.examples ?? {}))
          found.set(code, status);
      }
    }
    expect(Object.fromEntries(found)).toEqual(
      Object.fromEntries(Object.entries(wireStatusOf).map(([code, status]) => [code, String(status)])),
    );
  });

  it('says the limits of a message', () => {
    const { Message, Card, Button, Slide } = document.components.schemas;
    expect(Message?.properties).toMatchObject({
      text: { maxLength: 5_000 },
      message_topic: { maxLength: 255 },
      slides: { maxItems: 20 },
      buttons: { maxItems: 5 },
      styles: { properties: { background: { enum: ['red', 'yellow', 'green', 'blue', 'grey'] } } },
    });
    expect(Card?.properties).toMatchObject({
      title: { maxLength: 200 },
      options: { minItems: 2, maxItems: 10 },
    });
    expect(Button?.properties).toMatchObject({ label: { maxLength: 30 }, hint: { maxLength: 100 } });
    expect(Slide?.oneOf).toHaveLength(7);
    for (const [key, schema] of Object.entries(Message?.properties ?? {}))
      expect(schema.description, key).toBeTruthy();
  });
});

describe('the schema of a message', () => {
  const complaints = schemaChecker().checker({ $ref: '#/components/schemas/Message' });

  it.each(Object.entries(messageExamples))('takes the example %s', (_, { value }) => {
    expect(complaints(value)).toEqual([]);
  });

  it('allows nothing that the endpoints refuse', () => {
    const examples = Object.values(messageExamples).map(({ value }) => value as Record<string, unknown>);
    const odd = fc.oneof(
      fc.string(),
      fc.integer(),
      fc.boolean(),
      fc.constant(null),
      fc.constant([]),
      fc.constantFrom('A:', 'HTTPS://a.test', 'FTP://a.test', 'Mailto:a@a.test'),
      fc.object(),
    );
    fc.assert(
      fc.property(fc.constantFrom(...examples), fc.nat(), odd, (example, place, value) => {
        const changed = replaceAt(structuredClone(example), place, value);
        if (complaints(changed).length > 0) return;
        const { error } = messageSchema.safeParse(changed);
        // Rules that JSON Schema cannot express: a text of spaces alone is empty, links inside an action.
        const unsayable = error?.issues.every(
          ({ code, path }) => code === 'custom' || path.includes('action'),
        );
        expect(error === undefined || unsayable, JSON.stringify(error?.issues)).toBe(true);
      }),
      { numRuns: 2_000 },
    );
  });
});

describe('GET /api/openapi.json', () => {
  const get = (headers: HeadersInit = {}) => serveDocument(new Request('http://127.0.0.1/', { headers }));

  it('is for anybody, from any origin, and may be kept for a while', async () => {
    const answer = get();
    expect(answer.status).toBe(200);
    expect(answer.headers.get('access-control-allow-origin')).toBe('*');
    expect(answer.headers.get('cache-control')).toMatch(/^public, max-age=\d+$/);
    expect(answer.headers.get('content-type')).toContain('application/json');
    expect(await answer.json()).toEqual(JSON.parse(JSON.stringify(document)));
  });

  it('is 304 for a caller that has it already', () => {
    const etag = get().headers.get('etag')!;
    expect(get({ 'if-none-match': `"other", W/${etag}` }).status).toBe(304);
    expect(get({ 'if-none-match': '"other"' }).status).toBe(200);
  });
});

/** Replaces the nth member or entry by a value, counted through the whole. */
function replaceAt(whole: Record<string, unknown>, place: number, value: unknown): unknown {
  const places: [Record<string, unknown>, string][] = [];
  const visit = (node: unknown) => {
    if (typeof node !== 'object' || node === null) return;
    for (const key of Object.keys(node)) {
      places.push([node as Record<string, unknown>, key]);
      visit((node as Record<string, unknown>)[key]);
    }
  };
  visit(whole);
  const [holder, key] = places[place % places.length]!;
  holder[key] = value;
  return whole;
}
