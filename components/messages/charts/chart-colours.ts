/** One colour for each of up to five series; tested for contrast and for colour-blind readers. */
const COLOURS = [
  { fill: 'fill-chart-1', stroke: 'stroke-chart-1', swatch: 'bg-chart-1' },
  { fill: 'fill-chart-2', stroke: 'stroke-chart-2', swatch: 'bg-chart-2' },
  { fill: 'fill-chart-3', stroke: 'stroke-chart-3', swatch: 'bg-chart-3' },
  { fill: 'fill-chart-4', stroke: 'stroke-chart-4', swatch: 'bg-chart-4' },
  { fill: 'fill-chart-5', stroke: 'stroke-chart-5', swatch: 'bg-chart-5' },
] as const;

export function chartColour(index: number): (typeof COLOURS)[number] {
  return COLOURS[index % COLOURS.length] ?? COLOURS[0];
}
