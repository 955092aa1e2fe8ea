import 'server-only';
import { lookUp, numberOf } from './payload';

/** The colour of a state; a word in the message says the same. */
export type Tone = 'red' | 'yellow' | 'green' | 'blue' | 'grey';

const NAMED: Readonly<Record<string, Tone>> = {
  good: 'green',
  success: 'green',
  warning: 'yellow',
  danger: 'red',
  attention: 'red',
  accent: 'blue',
  emphasis: 'grey',
  default: 'grey',
};
const HEX = /^#?(?:[0-9a-f]{2})?([0-9a-f]{6})$/i;
const MIN_SATURATION = 0.15;

const WORST_FIRST: readonly Tone[] = ['red', 'yellow', 'blue', 'green', 'grey'];

/** The tone of a message whose parts have these; undefined when none has any. */
export function worstOf(tones: readonly unknown[]): Tone | undefined {
  return WORST_FIRST.find((tone) => tones.includes(tone));
}

/** The tone of another chat's colour: a name, hexadecimal digits or a number; null when it is none. */
export function toneOfColour(colour: unknown): Tone | null {
  const text = typeof colour === 'string' ? colour.trim() : '';
  const named = lookUp(NAMED, text.toLowerCase());
  if (named) return named;
  const digits = HEX.exec(text)?.[1];
  const rgb = digits === undefined ? numberOf(colour) : Number.parseInt(digits, 16);
  return rgb !== null && Number.isInteger(rgb) && (digits !== undefined || rgb > 0) ? toneOfRgb(rgb) : null;
}

/** Chosen by hue; a colour with hardly any is grey. */
function toneOfRgb(rgb: number): Tone {
  const [red, green, blue] = [(rgb >> 16) & 255, (rgb >> 8) & 255, rgb & 255];
  const [most, least] = [Math.max(red, green, blue), Math.min(red, green, blue)];
  if (most === 0 || (most - least) / most < MIN_SATURATION) return 'grey';
  const span = most - least;
  const sixth =
    most === red
      ? ((green - blue) / span + 6) % 6
      : most === green
        ? (blue - red) / span + 2
        : (red - green) / span + 4;
  if (sixth < 0.4 || sixth >= 5.2) return 'red';
  if (sixth < 1.25) return 'yellow';
  return sixth < 2.9 ? 'green' : 'blue';
}
