/**
 * Runs inside QuickJS: `store` and `render`, which the server answers outside of this thread (see host-line.mjs).
 * `ask`: JSON in, JSON out.
 */
export const SERVER_PRELUDE = `((ask) => {
  'use strict';
  const { parse, stringify } = JSON;
  const { defineProperty, keys } = Object;
  const { Error: Failure, TypeError: Unfit, Proxy: Guard } = globalThis;
  const hide = (name, value) => defineProperty(globalThis, name, { value, writable: true, configurable: true, enumerable: false });
  const request = (question) => {
    const { value, error, message } = parse(ask(stringify(question)));
    if (error === undefined) return value;
    throw error === 'TypeError' ? new Unfit(message) : new Failure(message);
  };
  const keyed = (method, key) => {
    if (typeof key !== 'string') throw new Unfit('The key of store.' + method + ' must be a text, not ' + (key === null ? 'null' : typeof key));
    return key;
  };
  const ttlOf = (method, options) => {
    if (options === undefined) return null;
    if (options === null || typeof options !== 'object') throw new Unfit('The options of store.' + method + ' are an object: { ttl: seconds }');
    for (const name of keys(options)) {
      if (name !== 'ttl') throw new Unfit("store." + method + " knows no option '" + name + "'; there is ttl, in seconds");
    }
    const { ttl } = options;
    if (ttl === undefined) return null;
    if (typeof ttl !== 'number' || ttl - ttl !== 0) throw new Unfit('The ttl of store.' + method + ' must be a number of seconds');
    return ttl;
  };
  const members = {
    get: (key) => request({ store: 'get', key: keyed('get', key) }) ?? undefined,
    set(key, value, options) {
      keyed('set', key);
      const ttl = ttlOf('set', options);
      const json = stringify(value);
      if (json === undefined) throw new Unfit('The value of store.set cannot be written as JSON; store.delete removes a key');
      request({ store: 'set', key, json, ttl });
    },
    delete: (key) => request({ store: 'delete', key: keyed('delete', key) }),
    increment(key, by = 1, options) {
      keyed('increment', key);
      const ttl = ttlOf('increment', options);
      if (typeof by !== 'number' || by - by !== 0) throw new Unfit('store.increment adds a number');
      return request({ store: 'increment', key, by, ttl });
    },
  };
  hide('store', new Guard(members, {
    get(object, key) {
      if (typeof key === 'string' && !(key in object)) throw new Unfit('store.' + key + ' is not there in a handler; store has get, set, delete, increment');
      return object[key];
    },
  }));
  hide('render', function render(call) {
    if (call === null || typeof call !== 'object') throw new Unfit('render takes the request: render(request)');
    const { http_method, headers, params, body } = call;
    return request({ render: { http_method, headers, params, body } });
  });
})`;
