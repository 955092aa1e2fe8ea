import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { colourDistance, contrast, type LinearRgb, oklchToRgb, seenBy } from '@/test/support/colours';

const css = readFileSync(new URL('../../../app/globals.css', import.meta.url), 'utf8');

/** A role's colour from app/globals.css. */
function role(name: string, theme: 'light' | 'dark'): LinearRgb {
  const value = new RegExp(`--${name}: light-dark\\(oklch\\(([^)]*)\\), oklch\\(([^)]*)\\)\\)`).exec(css);
  const [lightness, chroma, hue] = (value?.[theme === 'light' ? 1 : 2] ?? '').split(' ').map(Number);
  if (lightness === undefined || chroma === undefined || hue === undefined) throw new Error(`No --${name}`);
  return oklchToRgb(lightness, chroma, hue);
}

const SERIES = ['chart-1', 'chart-2', 'chart-3', 'chart-4', 'chart-5'];
// Charts stand in the feed, in cards, and in messages with a background.
const SURFACES = [
  'surface',
  'surface-raised',
  'surface-hover',
  'surface-sunken',
  'accent-soft',
  'danger-soft',
];
const TINTS = ['warning-soft', 'success-soft'];

describe.each(['light', 'dark'] as const)('the colours of charts, %s', (theme) => {
  it.each(SERIES)('%s has 3:1 on every surface', (series) => {
    for (const surface of [...SURFACES, ...TINTS]) {
      expect(contrast(role(series, theme), role(surface, theme)), surface).toBeGreaterThanOrEqual(3);
    }
  });

  it.each(['everybody', 'protanopia', 'deuteranopia', 'tritanopia'] as const)(
    'are told apart by people with %s',
    (eyes) => {
      const seen = SERIES.map((series) => seenBy(eyes, role(series, theme)));
      seen.forEach((one, index) => {
        for (const other of seen.slice(index + 1)) expect(colourDistance(one, other)).toBeGreaterThan(0.09);
      });
    },
  );
});
