import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { fuzz } from '@/test/support/fuzz';
import { repairJson } from './repair-json';

const repaired = (text: string) => {
  const result = repairJson(text);
  return 'text' in result ? JSON.parse(result.text) : result;
};

describe('nearly JSON', () => {
  it('that is JSON already stays what it is', () => {
    fc.assert(
      fc.property(fc.json(), (text) => {
        expect(repairJson(text)).toEqual({ text: expect.anything(), repairs: [] });
        expect(repaired(text)).toEqual(JSON.parse(text));
      }),
    );
  });

  it('with commas before closing brackets, single quotes and raw control characters means what it would without', () => {
    const loosen = (value: unknown): string => {
      if (Array.isArray(value)) return `[${value.map((entry) => `${loosen(entry)},`).join('')}]`;
      if (typeof value === 'object' && value !== null) {
        return `{${Object.entries(value)
          .map(([key, member]) => `${loosen(key)}:${loosen(member)},`)
          .join('')}}`;
      }
      if (typeof value !== 'string') return JSON.stringify(value);
      const inner = JSON.stringify(value).slice(1, -1);
      return `'${inner.replaceAll('\\"', '"').replaceAll("'", "\\'").replaceAll('\\n', '\n').replaceAll('\\\\\n', '\\\\n')}'`;
    };
    fc.assert(
      fc.property(fc.jsonValue({ noUnicodeString: true, maxDepth: 4 }), (value) => {
        fc.pre(!JSON.stringify(value).includes('\\'));
        // A body is an object or a list; a lone text in single quotes is neither.
        expect(repaired(loosen([value]))).toEqual(JSON.parse(JSON.stringify([value])));
      }),
    );
  });

  it('never throws, and a problem lies inside the text', async () => {
    await fuzz(1, [fc.string({ unit: fc.constantFrom(...'{}[]":\',\\ntru0-. /“\n') })], async (text) => {
      const result = repairJson(text);
      if ('text' in result) return void JSON.parse(result.text);
      const lines = text.split(/\r\n|\r|\n/);
      expect(result.line).toBeLessThanOrEqual(lines.length);
      expect(result.column).toBeLessThanOrEqual(Array.from(lines[result.line - 1]!).length + 1);
    });
  });

  it('is not nested without end', () => {
    expect(repairJson('['.repeat(100_000))).toMatchObject({ remedy: 'Nest fewer levels.' });
  });
});
