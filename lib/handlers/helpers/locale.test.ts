import { afterAll, describe, expect, it } from 'vitest';
import { inHaste, runCode } from '@/test/support/handlers/run-code';
import { handlerPool } from '../pool/handler-pool';

const run = (expression: string) => runCode(`function handler() { return ${expression} }`);
const resultOf = async (expression: string) => {
  const outcome = await run(expression);
  if (!outcome.ok) throw new Error(outcome.error.message);
  return outcome.value;
};

afterAll(() => handlerPool().close());

const AT = 'new Date(1785139509000)';
/** The result of Node's own Intl for the same expression. */
const oracle = (expression: string): unknown => new Function(`return ${expression}`)();

describe('dates, numbers and texts are written as the language and the time zone have them', () => {
  it.each([
    `${AT}.toLocaleString('de-DE', { timeZone: 'Europe/Berlin' })`,
    `${AT}.toLocaleString('en-US', { timeZone: 'America/New_York', dateStyle: 'full', timeStyle: 'short' })`,
    `${AT}.toLocaleDateString('ja-JP', { timeZone: 'Asia/Tokyo', weekday: 'long' })`,
    `${AT}.toLocaleTimeString('fr-FR', { timeZone: 'Europe/Paris', hour: '2-digit', minute: '2-digit' })`,
    `${AT}.toLocaleDateString(['xx', 'pt-BR'], { timeZone: 'UTC' })`,
    `new Date(NaN).toLocaleString('de-DE')`,
    `(1234567.891).toLocaleString('de-DE')`,
    `(0.256).toLocaleString('de-DE', { style: 'percent' })`,
    `(1234.5).toLocaleString('en-IN', { style: 'currency', currency: 'INR' })`,
    `[NaN, Infinity, -0, -1e21].map((n) => n.toLocaleString('de-DE'))`,
    `(12345678901234567890n).toLocaleString('de-DE')`,
    `[1.5, ${AT}, null, 'x'].toLocaleString('de-DE', { timeZone: 'UTC' })`,
    `new Intl.DateTimeFormat('sv-SE', { timeZone: 'Europe/Stockholm', dateStyle: 'short' }).format(${AT})`,
    `new Intl.DateTimeFormat('de', { timeZone: 'UTC' }).formatToParts(0)`,
    `Intl.DateTimeFormat('en', { timeZone: 'UTC', month: 'long', day: 'numeric' }).formatRange(0, 864e6)`,
    `[3, 1].map(new Intl.NumberFormat('de', { style: 'unit', unit: 'kilobyte' }).format)`,
    `new Intl.NumberFormat('en', { notation: 'compact' }).format('1234567')`,
    `new Intl.NumberFormat('de', { style: 'currency', currency: 'EUR' }).resolvedOptions().maximumFractionDigits`,
    `['z', 'ä', 'a', 'Z'].sort(new Intl.Collator('de').compare)`,
    `['z', 'ä', 'a'].sort((a, b) => a.localeCompare(b, 'sv'))`,
    `new Intl.PluralRules('ru').select(3)`,
    `new Intl.RelativeTimeFormat('de', { numeric: 'auto' }).format(-1, 'day')`,
    `new Intl.ListFormat('en').format(['a', 'b', 'c'])`,
    `new Intl.DisplayNames('de', { type: 'region' }).of('FR')`,
    `['i'.toLocaleUpperCase('tr'), 'I'.toLocaleLowerCase('tr'), 'ß'.toLocaleUpperCase()]`,
    `Intl.NumberFormat.supportedLocalesOf(['de', 'tlh'])`,
    `Intl.getCanonicalLocales('EN-us')`,
    `new Intl.NumberFormat() instanceof Intl.NumberFormat`,
  ])('%s', async (expression) => {
    expect(await resultOf(expression)).toEqual(JSON.parse(JSON.stringify(oracle(expression))));
  });

  it('in UTC and American English where nothing is said, wherever the server stands', async () => {
    expect(
      await resultOf(`[${AT}.toLocaleString(), new Intl.DateTimeFormat().resolvedOptions().timeZone]`),
    ).toEqual([new Date(1_785_139_509_000).toLocaleString('en-US', { timeZone: 'UTC' }), 'UTC']);
  });

  it('at the moment of the call where no date is given', async () => {
    expect(
      await resultOf(`new Intl.DateTimeFormat('de').format() === new Date().toLocaleDateString('de')`),
    ).toBe(true);
  });
});

describe('what cannot be written is an error with its line', () => {
  it.each([
    [`${AT}.toLocaleString('de-DE', { timeZone: 'Europe/Nowhere' })`, 'RangeError: Invalid time zone'],
    [`(1).toLocaleString('no locale')`, 'RangeError: '],
    [`(1).toLocaleString('de', { style: 'currency' })`, 'TypeError: '],
    ['new Intl.DateTimeFormat("de").format(NaN)', 'RangeError: '],
    ['new Intl.Segmenter("de")', 'TypeError: '],
    ['"x".localeCompare("y".repeat(30000))', 'RangeError: Intl takes at most 20,000 characters'],
    ['("x")["local" + "eCompare"]("y")', 'TypeError: not a function'],
    ['(5)["toLoc" + "aleString"]("de")', 'TypeError: not a function'],
  ])('%s', async (expression, message) => {
    const outcome = await run(expression);
    expect(outcome).toMatchObject({
      ok: false,
      error: { kind: 'exception', line: 1, message: expect.stringContaining(message) },
    });
  });

  it('nothing else of the host is reached', async () => {
    expect(
      await resultOf(
        `[Object.getOwnPropertyNames(Intl).sort(), typeof Intl.NumberFormat.constructor('return this')().process]`,
      ),
    ).toEqual([
      [
        'Collator',
        'DateTimeFormat',
        'DisplayNames',
        'ListFormat',
        'NumberFormat',
        'PluralRules',
        'RelativeTimeFormat',
        'getCanonicalLocales',
        'supportedValuesOf',
      ],
      'undefined',
    ]);
  });

  it('endless questions end with the handler’s time', async () => {
    const outcome = await inHaste(() =>
      runCode('function handler() { for (let i = 0; ; i++) i.toLocaleString("de") }'),
    );
    expect(outcome).toMatchObject({ ok: false, error: { kind: 'timeout' } });
  });
});
