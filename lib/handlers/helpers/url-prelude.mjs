/** Runs inside QuickJS: `URL` and `URLSearchParams`. `ask`: JSON in, JSON out (see url.mjs). */
export const URL_PRELUDE = `((ask) => {
  'use strict';
  const { parse, stringify } = JSON;
  const { defineProperty } = Object;
  const { apply } = Reflect;
  const { from, prototype: { sort } } = Array;
  const { toWellFormed } = String.prototype;
  const { String: plain, TypeError: Unfit, RangeError: OutOfRange, Symbol: { iterator, toStringTag } } = globalThis;
  const hide = (target, name, value) => defineProperty(target, name, { value, writable: true, configurable: true, enumerable: false });
  const text = (value) => apply(toWellFormed, plain(value), []);
  const request = (...question) => {
    const { value, error, message } = parse(ask(stringify(question)));
    if (error === 'RangeError') throw new OutOfRange(message);
    if (error !== undefined) throw new Unfit(message);
    return value;
  };
  const needed = (given, count, name) => {
    if (given.length < count) throw new Unfit(name + ' needs ' + count + (count === 1 ? ' value' : ' values'));
  };

  const pairsOf = (init) => {
    if (init === undefined) return [];
    if (init === null || (typeof init !== 'object' && typeof init !== 'function')) {
      return request('parseQuery', text(init));
    }
    const pairs = [];
    if (typeof init[iterator] === 'function') {
      for (const entry of init) {
        const pair = from(entry);
        if (pair.length !== 2) throw new Unfit('URLSearchParams takes pairs of a name and a value');
        pairs[pairs.length] = [text(pair[0]), text(pair[1])];
      }
    } else {
      for (const name of Reflect.ownKeys(init)) {
        if (typeof name === 'string') pairs[pairs.length] = [text(name), text(init[name])];
      }
    }
    return pairs;
  };

  class URLSearchParams {
    #pairs;
    // Set when the parameters belong to a URL.
    #changed = null;
    constructor(init) { this.#pairs = pairsOf(init); }
    static follow(params, changed) { params.#changed = changed; return params; }
    static refill(params, query) { params.#pairs = pairsOf(query); }
    #update() { this.#changed?.(this.toString()); }
    get size() { return this.#pairs.length; }
    append(name, value) {
      needed(arguments, 2, 'URLSearchParams.append');
      this.#pairs[this.#pairs.length] = [text(name), text(value)];
      this.#update();
    }
    delete(name, value) {
      needed(arguments, 1, 'URLSearchParams.delete');
      const [key, only] = [text(name), value === undefined ? null : text(value)];
      this.#pairs = this.#pairs.filter(([one, held]) => one !== key || (only !== null && held !== only));
      this.#update();
    }
    get(name) { needed(arguments, 1, 'URLSearchParams.get'); const key = text(name); const found = this.#pairs.find(([one]) => one === key); return found ? found[1] : null; }
    getAll(name) { needed(arguments, 1, 'URLSearchParams.getAll'); const key = text(name); return this.#pairs.filter(([one]) => one === key).map(([, value]) => value); }
    has(name, value) {
      needed(arguments, 1, 'URLSearchParams.has');
      const [key, only] = [text(name), value === undefined ? null : text(value)];
      return this.#pairs.some(([one, held]) => one === key && (only === null || held === only));
    }
    set(name, value) {
      needed(arguments, 2, 'URLSearchParams.set');
      const [key, wanted] = [text(name), text(value)];
      const at = this.#pairs.findIndex(([one]) => one === key);
      if (at < 0) this.#pairs[this.#pairs.length] = [key, wanted];
      else this.#pairs = this.#pairs.filter(([one], i) => i === at || one !== key).map((pair, i) => (i === at ? [key, wanted] : pair));
      this.#update();
    }
    sort() {
      apply(sort, this.#pairs, [([a], [b]) => (a < b ? -1 : a > b ? 1 : 0)]);
      this.#update();
    }
    forEach(callback, self) {
      if (typeof callback !== 'function') throw new Unfit('URLSearchParams.forEach needs a function');
      for (const [name, value] of this) apply(callback, self, [value, name, this]);
    }
    *entries() { for (let i = 0; i < this.#pairs.length; i += 1) yield [this.#pairs[i][0], this.#pairs[i][1]]; }
    *keys() { for (let i = 0; i < this.#pairs.length; i += 1) yield this.#pairs[i][0]; }
    *values() { for (let i = 0; i < this.#pairs.length; i += 1) yield this.#pairs[i][1]; }
    toString() { return request('writeQuery', this.#pairs); }
  }
  hide(URLSearchParams.prototype, iterator, URLSearchParams.prototype.entries);
  defineProperty(URLSearchParams.prototype, toStringTag, { value: 'URLSearchParams', configurable: true });
  const { follow, refill } = URLSearchParams;
  delete URLSearchParams.follow;
  delete URLSearchParams.refill;

  class URL {
    #parts;
    #params = null;
    constructor(href, base) {
      needed(arguments, 1, 'URL');
      this.#parts = request('parse', text(href), base === undefined ? null : text(base));
    }
    static canParse(href, base) { try { return Boolean(new URL(href, base)); } catch { return false; } }
    static parse(href, base) { try { return new URL(href, base); } catch { return null; } }
    static of(url, name) { return url.#parts[name]; }
    static change(url, name, value) {
      url.#parts = request('set', url.#parts.href, name, text(value));
      if (url.#params && (name === 'search' || name === 'href')) refill(url.#params, url.#parts.search);
    }
    get searchParams() {
      this.#params ??= follow(new URLSearchParams(this.#parts.search), (query) => {
        this.#parts = request('set', this.#parts.href, 'search', query);
      });
      return this.#params;
    }
    get origin() { return this.#parts.origin; }
    toString() { return this.#parts.href; }
    toJSON() { return this.#parts.href; }
  }
  const { of, change } = URL;
  delete URL.of;
  delete URL.change;
  for (const name of ['href', 'protocol', 'username', 'password', 'host', 'hostname', 'port', 'pathname', 'search', 'hash']) {
    defineProperty(URL.prototype, name, {
      get() { return of(this, name); },
      set(value) { change(this, name, value); },
      enumerable: true,
      configurable: true,
    });
  }
  defineProperty(URL.prototype, toStringTag, { value: 'URL', configurable: true });
  hide(globalThis, 'URLSearchParams', URLSearchParams);
  hide(globalThis, 'URL', URL);
})`;
