import type { MessageButton } from '../parts/buttons';

export type TableSlide = {
  kind: 'table';
  headers: string[];
  rows: string[][];
  /** Per column: whether all its values are numbers, which are aligned right. */
  numeric: boolean[];
  /** The number of rows that were left out. */
  rowsLeftOut: number;
  /** The number of first columns that stay in sight while the others scroll sideways. */
  stickyColumns: number;
  /** Per column its width in CSS (`30%`, `120px`), or null when the table decides; empty when it decides all. */
  widths: (string | null)[];
};

export type ListMarker = 'disc' | 'circle' | 'square' | 'decimal' | 'lower-alpha' | 'lower-roman' | 'none';
export type ListSlide = { kind: 'list'; items: string[]; marker: ListMarker };

/** Parts of a whole. */
export type PercentageSlide = {
  kind: 'percentage';
  /** `share`: of the whole, 0 to 1. `text`: the value as it was sent. */
  parts: { label: string; text: string; share: number }[];
  /** The missing part of the whole, 0 to 1. */
  rest: number;
};

/** `text`: the value as it was sent. */
type GraphPoint = { value: number; text: string };
export type GraphSlide = {
  kind: 'graph';
  form: 'bars' | 'stacked' | 'trend';
  labels: string[];
  /** A point per label for each series, null for a gap. */
  series: { title: string; points: (GraphPoint | null)[] }[];
  /** The text before and after every value (`€`, `ms`, `%`); empty when they differ. */
  unit: { before: string; after: string };
};

export type SlideBody =
  | TableSlide
  | ListSlide
  | PercentageSlide
  | GraphSlide
  | { kind: 'label'; pairs: { label: string; value: string }[] }
  | { kind: 'images'; urls: string[] }
  | { kind: 'text'; text: string };

/** `folded`: only the title is shown at first. */
export type Slide = { title: string | null; folded: boolean; buttons: MessageButton[] } & SlideBody;
