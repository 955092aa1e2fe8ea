/**
 * The place of an error in the code, from the engine's stack: lines as the editor counts them, columns in UTF-16
 * units (an emoji is two), where the engine counts characters.
 */
export function placeOf(stack, code) {
  const place = /handler\.js:(\d+)(?::(\d+))?/.exec(stack);
  const text = place && code.split('\n')[Number(place[1]) - 1];
  if (typeof text !== 'string') return { line: null, column: null };
  const before = Array.from(text).slice(0, Number(place[2] ?? 1) - 1);
  return { line: Number(place[1]), column: place[2] ? before.join('').length + 1 : null };
}
