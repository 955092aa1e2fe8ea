import { safeImage } from '../markup/safe-url';
import { readButtons } from '../parts/buttons';
import { asArray, asRecord, asText, showValue, type UncheckedObject } from '../parts/unchecked';
import { flattenGraph, readGraph } from './read-graph';
import { readListMarker } from './read-list';
import { readPercentage } from './read-percentage';
import { keysOf, readTable, tableOf } from './read-table';
import type { Slide, SlideBody } from './types';

const MAX_SLIDES = 20;

/** The slides with content. Data that cannot be drawn as its kind (a chart without numbers, say) stays readable. */
export function readSlides(value: unknown): Slide[] {
  return asArray(value)
    .slice(0, MAX_SLIDES)
    .flatMap((entry, index) => {
      const slide = asRecord(entry);
      const body = slide ? readBody(slide) : undefined;
      if (!slide || !body) return [];
      const buttons = readButtons(slide.buttons, `slides.${index}.buttons`);
      const folded = asRecord(slide.styles)?.folded === true;
      return [{ title: asText(slide.title), folded, buttons, ...body }];
    });
}

function readBody({ type, data, styles }: UncheckedObject): SlideBody | undefined {
  switch (type) {
    case 'table':
      return readTable(data, styles) ?? readAnything(data);
    case 'list':
      return readList(data, styles);
    case 'label':
      return readLabels(data);
    case 'images':
      return readImages(data);
    case 'text':
      return typeof data === 'string' && data.trim() ? { kind: 'text', text: data } : readAnything(data);
    case 'percentage_chart':
      return readPercentage(data) ?? readAnything(data);
    case 'graph':
      return readGraph(data, styles) ?? readAnything(flattenGraph(data));
    default:
      return readAnything(data);
  }
}

function readList(data: unknown, styles?: unknown): SlideBody | undefined {
  const items = asArray(data).map(showValue);
  return items.length > 0 ? { kind: 'list', items, marker: readListMarker(styles) } : undefined;
}

/** `[{"k": "v"}, …]` and `{"k": "v", …}` alike. */
function readLabels(data: unknown): SlideBody | undefined {
  const records = Array.isArray(data) ? data : [data];
  const pairs = records.flatMap((record) =>
    Object.entries(asRecord(record) ?? {}).map(([label, value]) => ({ label, value: showValue(value) })),
  );
  return pairs.length > 0 ? { kind: 'label', pairs } : undefined;
}

function readImages(data: unknown): SlideBody | undefined {
  const urls = asArray(data).flatMap((entry) => safeImage(asRecord(entry)?.url ?? entry) ?? []);
  // Pictures that cannot be shown (data URLs, say) are listed.
  return urls.length ? { kind: 'images', urls } : readAnything(data);
}

/** Data of any shape, in a form that a reader can read. */
function readAnything(data: unknown): SlideBody | undefined {
  if (Array.isArray(data)) {
    if (data.length > 0 && data.every(asRecord)) return tableOf(keysOf(data), data);
    return readList(data);
  }
  if (asRecord(data)) return readLabels(data);
  const text = asText(data);
  return text ? { kind: 'text', text } : undefined;
}
