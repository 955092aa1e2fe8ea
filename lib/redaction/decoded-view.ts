import 'server-only';

/** A decoded text, and the origin of each of its characters. */
export type View = {
  text: string;
  /** For each character, and for the end, its position in the source. Null when the text is the source itself. */
  starts: Int32Array | null;
};

/** Percent-encoding, escapes of JSON, JavaScript and HTML, and NUL, which UTF-16 puts between ASCII characters. */
const ESCAPE =
  /%([0-9a-f]{2})|\\u([0-9a-f]{4})|\\u\{0*([0-9a-f]{1,6})\}|\\x([0-9a-f]{2})|&#x0*([0-9a-f]{1,6});|&#0*(\d{1,7});|&(period|percnt|amp|bsol);|\\([\\/"'])|\0/gi;
const ENTITIES: Readonly<Record<string, string>> = { period: '.', percnt: '%', amp: '&', bsol: '\\' };
/** Encodings within encodings; deeper ones are not decoded by anybody. */
const MOST_LAYERS = 6;

/** The text itself, then decoded once, twice and so on, while anything is left to decode. */
export function* decodedViews(text: string): Generator<View> {
  let view: View | null = { text, starts: null };
  for (let layer = 0; view && layer <= MOST_LAYERS; layer++) {
    yield view;
    view = decodedOnce(view);
  }
}

function decodedOnce({ text, starts }: View): View | null {
  const map = new Int32Array(text.length + 1);
  const pieces: string[] = [];
  let length = 0;
  let from = 0;
  const copy = (to: number) => {
    pieces.push(text.slice(from, to));
    for (let at = from; at < to; at++) map[length++] = starts ? starts[at]! : at;
  };
  for (const match of text.matchAll(ESCAPE)) {
    copy(match.index);
    const character = decoded(match);
    pieces.push(character);
    if (character !== '') map[length++] = starts ? starts[match.index]! : match.index;
    from = match.index + match[0].length;
  }
  if (from === 0) return null;
  copy(text.length);
  map[length] = starts ? starts[text.length]! : text.length;
  return { text: pieces.join(''), starts: map.subarray(0, length + 1) };
}

/** One character, or none for NUL. */
function decoded([whole, ...groups]: RegExpMatchArray): string {
  const [percent, four, braced, two, entityHex, entityDecimal, entity, simple] = groups;
  if (simple !== undefined) return simple;
  if (entity !== undefined) return ENTITIES[entity.toLowerCase()] ?? whole;
  const hex = percent ?? four ?? braced ?? two ?? entityHex;
  const code =
    hex !== undefined ? Number.parseInt(hex, 16) : entityDecimal === undefined ? 0 : Number(entityDecimal);
  return code === 0 ? '' : String.fromCharCode(Math.min(code, 0xfffd));
}
