import type { MessageButton } from '../parts/buttons';

export type TableSlide = {
  kind: 'table';
  headers: string[];
  rows: string[][];
  /** Per column: whether every value in it is a number, to be set to the right. */
  numeric: boolean[];
  /** How many rows there are beyond the ones kept. */
  rowsLeftOut: number;
  /** How many columns, from the first, stay in sight while the others scroll sideways. */
  stickyColumns: number;
  /** Per column: its width in CSS (`30%`, `120px`), null where the table decides; empty when it decides all. */
  widths: (string | null)[];
};

export type ListMarker = 'disc' | 'circle' | 'square' | 'decimal' | 'lower-alpha' | 'lower-roman' | 'none';
export type ListSlide = { kind: 'list'; items: string[]; marker: ListMarker };

/** Parts of a whole. */
export type PercentageSlide = {
  kind: 'percentage';
  /** `share`: of the whole, 0 to 1. `text`: the value as it was sent. */
  parts: { label: string; text: string; share: number }[];
  /** What is missing to the whole, 0 to 1. */
  rest: number;
};

/** `text`: the value as it was sent. */
type GraphPoint = { value: number; text: string };
export type GraphSlide = {
  kind: 'graph';
  form: 'bars' | 'stacked' | 'trend';
  labels: string[];
  /** Per series a point for each label, null where there is none. */
  series: { title: string; points: (GraphPoint | null)[] }[];
  /** What stands before and after every value (`€`, `ms`, `%`); empty when they differ. */
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

/** `folded`: only its title is shown until somebody asks for more. */
export type Slide = { title: string | null; folded: boolean; buttons: MessageButton[] } & SlideBody;
