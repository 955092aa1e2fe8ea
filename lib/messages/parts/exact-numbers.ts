/** A string or a number of JSON. */
const TEXT_OR_NUMBER = /"(?:[^"\\]+|\\.)*"|-?\d+(?:\.\d+)?(?:[eE][+-]?\d+)?/g;

/** What every number has that JavaScript would write differently, and some texts: -0, many digits, 1.50, 1e3, 0.0000001. */
const MAY_DIFFER = /(?:^|[[:,\s])(?:-0(?![.\d])|-?(?:[\d.]{16}|\d+\.\d*0(?!\d)|[\d.]+[eE]|0\.0{6}))/;

/**
 * Parses JSON so that numbers can be shown as they were written: a number that JavaScript would write differently
 * (1.50, 1e3, 9007199254740993) becomes the text of its digits.
 * @throws {SyntaxError}
 */
export function parseWithExactNumbers(json: string): unknown {
  return withExactNumbers(json, JSON.parse(json));
}

/** As `parseWithExactNumbers`, of JSON whose value is known already, as it is for nearly all. */
export function withExactNumbers(json: string, value: unknown): unknown {
  if (!MAY_DIFFER.test(json)) return value;
  const exact = json.replace(TEXT_OR_NUMBER, (part) =>
    part.startsWith('"') || String(Number(part)) === part ? part : `"${part}"`,
  );
  return exact === json ? value : JSON.parse(exact);
}
