/** Red, green and blue, linear, 0 to 1. */
export type LinearRgb = readonly [number, number, number];
type Matrix = readonly [LinearRgb, LinearRgb, LinearRgb];

// OKLab by B. Ottosson; colour blindness by Machado, Oliveira and Fernandes (2009), at full severity.
const LMS_OF_LAB: Matrix = [
  [1, 0.3963377774, 0.2158037573],
  [1, -0.1055613458, -0.0638541728],
  [1, -0.0894841775, -1.291485548],
];
const RGB_OF_LMS: Matrix = [
  [4.0767416621, -3.3077115913, 0.2309699292],
  [-1.2684380046, 2.6097574011, -0.3413193965],
  [-0.0041960863, -0.7034186147, 1.707614701],
];
const LMS_OF_RGB: Matrix = [
  [0.4122214708, 0.5363325363, 0.0514459929],
  [0.2119034982, 0.6806995451, 0.1073969566],
  [0.0883024619, 0.2817188376, 0.6299787005],
];
const LAB_OF_LMS: Matrix = [
  [0.2104542553, 0.793617785, -0.0040720468],
  [1.9779984951, -2.428592205, 0.4505937099],
  [0.0259040371, 0.7827717662, -0.808675766],
];
const EYES = {
  everybody: [
    [1, 0, 0],
    [0, 1, 0],
    [0, 0, 1],
  ],
  protanopia: [
    [0.152286, 1.052583, -0.204868],
    [0.114503, 0.786281, 0.099216],
    [-0.003882, -0.048116, 1.051998],
  ],
  deuteranopia: [
    [0.367322, 0.860646, -0.227968],
    [0.280085, 0.672501, 0.047413],
    [-0.01182, 0.04294, 0.968881],
  ],
  tritanopia: [
    [1.255528, -0.076749, -0.178779],
    [-0.078411, 0.930809, 0.147602],
    [0.004733, 0.691367, 0.3039],
  ],
} as const satisfies Record<string, Matrix>;

function times(matrix: Matrix, [a, b, c]: LinearRgb): LinearRgb {
  const [first, second, third] = matrix.map((row) => row[0] * a + row[1] * b + row[2] * c);
  return [first ?? 0, second ?? 0, third ?? 0];
}

function each([a, b, c]: LinearRgb, change: (value: number) => number): LinearRgb {
  return [change(a), change(b), change(c)];
}

const shown = (value: number) => Math.min(1, Math.max(0, value));

/** What a screen shows for `oklch(lightness chroma hue)`. */
export function oklchToRgb(lightness: number, chroma: number, hue: number): LinearRgb {
  const angle = (hue * Math.PI) / 180;
  const lms = times(LMS_OF_LAB, [lightness, chroma * Math.cos(angle), chroma * Math.sin(angle)]);
  return each(
    times(
      RGB_OF_LMS,
      each(lms, (value) => value ** 3),
    ),
    shown,
  );
}

export function seenBy(eyes: keyof typeof EYES, colour: LinearRgb): LinearRgb {
  return each(times(EYES[eyes], colour), shown);
}

/** WCAG's contrast, 1 to 21. */
export function contrast(one: LinearRgb, other: LinearRgb): number {
  const luminance = ([red, green, blue]: LinearRgb) => 0.2126 * red + 0.7152 * green + 0.0722 * blue;
  const [most, least] = [luminance(one), luminance(other)].sort((a, b) => b - a);
  return ((most ?? 0) + 0.05) / ((least ?? 0) + 0.05);
}

/** In OKLab: 0.02 is just visible, black and white are 1 apart. */
export function colourDistance(one: LinearRgb, other: LinearRgb): number {
  const lab = (colour: LinearRgb) => times(LAB_OF_LMS, each(times(LMS_OF_RGB, colour), Math.cbrt));
  const [a, b] = [lab(one), lab(other)];
  return Math.hypot(a[0] - b[0], a[1] - b[1], a[2] - b[2]);
}
