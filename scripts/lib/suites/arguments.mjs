/**
 * What `npm test` was asked for: names of suites (all when none is named) and how many times.
 * @throws {Error} when there is no such suite, or the number is none.
 */
export function readArguments(args, known) {
  const names = [...args];
  const at = names.indexOf('--times');
  const [, given] = at < 0 ? [] : names.splice(at, 2);
  const times = Number(at < 0 ? 1 : given);
  if (!Number.isInteger(times) || times < 1)
    throw wrong('--times needs a number, as in `npm test -- --times 10`.');
  const unknown = names.find((name) => !known.includes(name));
  if (unknown) throw wrong(`There is no suite ${unknown}; there are ${known.join(', ')}.`);
  return { names: known.filter((name) => names.length === 0 || names.includes(name)), times };
}

const wrong = (message) => Object.assign(new Error(message), { output: '' });
