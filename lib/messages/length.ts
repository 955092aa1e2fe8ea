import type { MessageContent } from './content';
import type { Slide } from './slides/types';

const CHARS_A_LINE = 90;
const LINES_OF_AN_IMAGE = 8;
const LINES_OF_A_FILE = 3;
const LINES_OF_A_GRAPH = 14;

/** Roughly how many lines a message takes on a wide screen; the same on the server and in the browser. */
export function estimatedLines({ text, card, slides, files }: MessageContent): number {
  const fields = card?.sections.reduce((sum, section) => sum + section.fields.length + 1, 0) ?? 0;
  const options = (card?.options.length ?? 0) * 2;
  const inSlides = slides.reduce((sum, slide) => sum + slideLines(slide), 0);
  const inFiles = files.length * LINES_OF_A_FILE;
  return textLines(text ?? '') + (card?.title ? 2 : 0) + fields + options + inSlides + inFiles;
}

function slideLines(slide: Slide): number {
  if (slide.folded) return 1;
  const title = slide.title ? 2 : 1;
  switch (slide.kind) {
    case 'table':
      // A long table scrolls inside itself.
      return title + 1 + Math.min(slide.rows.length * 1.8, 22);
    case 'list':
      return title + slide.items.reduce((sum, item) => sum + textLines(item), 0);
    case 'label':
      return title + slide.pairs.length;
    case 'images':
      return title + LINES_OF_AN_IMAGE * Math.ceil(slide.urls.length / 3);
    case 'percentage':
      return title + Math.max(6, slide.parts.length * 1.4);
    case 'graph':
      return title + LINES_OF_A_GRAPH;
    default:
      return title + textLines(slide.text);
  }
}

function textLines(text: string): number {
  return text.split('\n').reduce((sum, line) => sum + Math.max(1, Math.ceil(line.length / CHARS_A_LINE)), 0);
}
