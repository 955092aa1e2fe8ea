/** A string or a number of JSON. */
const TEXT_OR_NUMBER = /"(?:[^"\\]+|\\.)*"|-?\d+(?:\.\d+)?(?:[eE][+-]?\d+)?/g;

/**
 * Parses JSON so that numbers can be shown as they were written: a number that JavaScript would write differently
 * (1.50, 1e3, 9007199254740993) becomes the text of its digits.
 * @throws {SyntaxError}
 */
export function parseWithExactNumbers(json: string): unknown {
  const value: unknown = JSON.parse(json);
  const exact = json.replace(TEXT_OR_NUMBER, (part) =>
    part.startsWith('"') || String(Number(part)) === part ? part : `"${part}"`,
  );
  return exact === json ? value : JSON.parse(exact);
}
