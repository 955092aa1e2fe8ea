import fc from 'fast-check';
import { afterAll, describe, expect, it } from 'vitest';
import { runCode } from '@/test/support/handlers/run-code';
import { handlerPool } from '../pool/handler-pool';

const returned = async (expression: string, body: unknown = null) => {
  const outcome = await runCode(`function handler({ body }) { return ${expression}; }`, { body });
  if (!outcome.ok) throw new Error(outcome.error.message);
  return outcome.value;
};

afterAll(() => handlerPool().close());

const PARTS = [
  'href',
  'origin',
  'protocol',
  'username',
  'password',
  'host',
  'hostname',
  'port',
  'pathname',
  'search',
  'hash',
] as const;

describe('URL', () => {
  it('has the parts that the host’s has, or fails where that does, for any text', async () => {
    const odd = [
      'HTTP://Ü.example:80/a/../b?c=ä#d',
      'data:text/plain,x',
      'https://u:p@[::1]:8080/',
      'not a url',
      '//x',
      '',
    ];
    const urls = [
      ...odd,
      ...fc.sample(fc.webUrl({ withFragments: true, withQueryParameters: true }), 100),
      ...fc.sample(fc.string(), 50),
    ];
    const code = `body.map((each) => { try { const url = new URL(each, 'https://base.example/dir/'); return ${JSON.stringify(PARTS)}.map((part) => url[part]); } catch (error) { return error.name; } })`;
    const expected = urls.map((each) => {
      try {
        const url = new URL(each, 'https://base.example/dir/');
        return PARTS.map((part) => url[part]);
      } catch {
        return 'TypeError';
      }
    });
    expect(await returned(code, urls)).toEqual(expected);
  });

  it('changes as the host’s does, and its parameters with it', async () => {
    const change = `(() => {
      const url = new URL('https://example.com/a?x=1');
      const { searchParams } = url;
      searchParams.append('y', 'ä &');
      url.pathname = '/b c'; url.hash = 'top'; url.port = '8443';
      const before = url.href;
      url.search = '?z=3';
      return [before, [...searchParams].join(), String(url), JSON.stringify({ url }), searchParams === url.searchParams];
    })()`;
    // biome-ignore lint/security/noGlobalEval: the same code, by the host
    expect(await returned(change)).toEqual(eval(change));
    expect(
      await returned(
        "[URL.canParse('x'), URL.canParse('x', 'https://a.b'), URL.parse('::'), '' + new URL('https://a.b')]",
      ),
    ).toEqual([false, true, null, 'https://a.b/']);
  });

  it('names what it cannot read', async () => {
    const code = "(() => { try { new URL('/x'); } catch (error) { return String(error); } })()";
    expect(await returned(code)).toBe("TypeError: Invalid URL: '/x'");
  });
});

describe('URLSearchParams', () => {
  it('reads and writes any pairs as the host’s', async () => {
    const pairs = fc.sample(
      fc.array(fc.tuple(fc.string({ unit: 'binary' }), fc.string()), { maxLength: 6 }),
      80,
    );
    expect(await returned('body.map((each) => new URLSearchParams(each).toString())', pairs)).toEqual(
      pairs.map((each) => new URLSearchParams(each).toString()),
    );
    const queries = fc.sample(fc.string({ unit: fc.constantFrom(...'?&=+%a1 ä') }), 80);
    expect(await returned('body.map((each) => [...new URLSearchParams(each)])', queries)).toEqual(
      queries.map((each) => [...new URLSearchParams(each)]),
    );
  });

  it('has the methods of the standard', async () => {
    const code = `(() => {
      const params = new URLSearchParams({ b: 1, a: 'x y' });
      params.append('b', '2'); params.set('c', '3'); params.append('d', '4'); params.set('b', '5'); params.delete('d', '9');
      params.append('z', ''); params.sort();
      const seen = []; params.forEach((value, name) => seen.push(name + value));
      return [params.get('b'), params.get('nothing'), params.getAll('b'), params.has('d', '4'), params.has('d', '5'), params.size, [...params.keys()],
        [...params.values()], seen, params.toString(), new URLSearchParams(params).toString(), Object.prototype.toString.call(params)];
    })()`;
    // biome-ignore lint/security/noGlobalEval: the same code, by the host
    expect(await returned(code)).toEqual(eval(code));
  });
});
