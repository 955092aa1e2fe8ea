/**
 * Runs inside QuickJS after the prelude: gives Date, Number, BigInt, String and Array their toLocale* and Intl its
 * services; each of them asks the host (see locale.mjs). `ask`: text in, text out.
 */
export const LOCALE_PRELUDE = `((ask) => {
  'use strict';
  const { parse, stringify } = JSON;
  const { apply } = Reflect;
  const { is, defineProperty } = Object;
  const { now, prototype: { getTime } } = Date;
  const { from } = Array;
  const { Number: number, String: text, TypeError: Unfit, RangeError: OutOfRange, Date: Instant } = globalThis;

  const request = (service, locales, options, method, values) => {
    const { value, error, message } = parse(ask(stringify([service, locales, options, method, values])));
    if (error === 'RangeError') throw new OutOfRange(message);
    if (error !== undefined) throw new Unfit(message);
    return value;
  };
  const encode = (value) => typeof value === 'bigint' ? { bigint: text(value) } : { number: is(value, -0) ? '-0' : text(value) };
  const instant = (value) => encode(value === undefined ? now() : value instanceof Instant ? apply(getTime, value, []) : number(value));
  const numeric = (value) => typeof value === 'string' ? value : typeof value === 'bigint' ? encode(value) : encode(number(value));
  const word = (value) => text(value);
  const words = (value) => from(value, word);
  const hide = (target, name, value) => defineProperty(target, name, { value, writable: true, configurable: true, enumerable: false });

  const services = {
    DateTimeFormat: { format: [instant], formatToParts: [instant], formatRange: [instant, instant], formatRangeToParts: [instant, instant] },
    NumberFormat: { format: [numeric], formatToParts: [numeric], formatRange: [numeric, numeric], formatRangeToParts: [numeric, numeric] },
    Collator: { compare: [word, word] },
    PluralRules: { select: [numeric] },
    RelativeTimeFormat: { format: [numeric, word], formatToParts: [numeric, word] },
    ListFormat: { format: [words], formatToParts: [words] },
    DisplayNames: { of: [word] },
  };
  const Intl = {};
  hide(globalThis, 'Intl', Intl);
  hide(Intl, 'getCanonicalLocales', (locales) => request('Intl', null, null, 'getCanonicalLocales', [locales]));
  hide(Intl, 'supportedValuesOf', (key) => request('Intl', null, null, 'supportedValuesOf', [text(key)]));
  for (const service in services) {
    const methods = services[service];
    // Methods are the object's own and need no "this", so that they can be handed to map and sort.
    const Service = function (locales, options) {
      if (!(this instanceof Service)) return new Service(locales, options);
      const resolved = request(service, locales, options, 'resolvedOptions', []);
      hide(this, 'resolvedOptions', () => ({ ...resolved }));
      for (const method in methods) {
        const encoders = methods[method];
        hide(this, method, (...given) => {
          const values = [];
          for (let i = 0; i < encoders.length; i += 1) values[i] = encoders[i](given[i]);
          return request(service, locales, options, method, values);
        });
      }
    };
    hide(Service, 'name', service);
    hide(Service, 'supportedLocalesOf', (locales) => request(service, null, null, 'supportedLocalesOf', [locales]));
    hide(Intl, service, Service);
  }

  hide(Object.prototype, 'toLocaleString', function toLocaleString() { return this.toString(); });
  const dates = { toLocaleString: 0, toLocaleDateString: 0, toLocaleTimeString: 0 };
  for (const method in dates) {
    hide(Date.prototype, method, { [method](locales, options) {
      const ms = apply(getTime, this, []);
      return ms === ms ? request('Date', locales, options, method, [encode(ms)]) : 'Invalid Date';
    } }[method]);
  }
  for (const Kind of [Number, BigInt]) {
    const { valueOf } = Kind.prototype;
    hide(Kind.prototype, 'toLocaleString', function toLocaleString(locales, options) {
      return request('Number', locales, options, 'toLocaleString', [encode(apply(valueOf, this, []))]);
    });
  }
  hide(Array.prototype, 'toLocaleString', function toLocaleString(locales, options) {
    let joined = '';
    for (let i = 0; i < this.length; i += 1) {
      joined += (i ? ',' : '') + (this[i] === undefined || this[i] === null ? '' : text(this[i].toLocaleString(locales, options)));
    }
    return joined;
  });
  hide(String.prototype, 'localeCompare', function localeCompare(that, locales, options) {
    return request('Collator', locales, options, 'compare', [text(this), text(that)]);
  });
  const cases = { toLocaleUpperCase: String.prototype.toUpperCase, toLocaleLowerCase: String.prototype.toLowerCase };
  for (const method in cases) {
    const plain = cases[method];
    hide(String.prototype, method, { [method](locales) {
      return locales === undefined ? apply(plain, this, []) : request('String', locales, null, method, [text(this)]);
    } }[method]);
  }
})`;
