import type { ReactNode } from 'react';
import type { Slide } from '@/lib/messages/slides/types';
import { MessageButtonRow } from '../buttons/message-button-row';
import { GraphFigure, PercentageFigure } from '../charts/chart-slide';
import { Markup } from '../markup/markup';
import { ImageGrid } from '../pictures/image-grid';
import { LabelledValues } from './labelled-values';
import { ListSlide } from './list-slide';
import { TableSlide } from './table-slide';

export function SlideView({ slide }: { slide: Slide }) {
  if (slide.folded) return <FoldedSlide slide={slide} />;
  return (
    <section className="flex min-w-0 flex-col gap-2">
      {slide.title && (
        <p dir="auto" className="wrap-anywhere max-w-[72ch] font-medium">
          {slide.title}
        </p>
      )}
      <SlideBody slide={slide} />
      <MessageButtonRow buttons={slide.buttons} />
    </section>
  );
}

function FoldedSlide({ slide }: { slide: Slide }) {
  return (
    <details className="min-w-0">
      <summary className="w-fit cursor-pointer rounded-sm text-sm text-text-muted hover:text-text pointer-coarse:py-2.5">
        {slide.title ?? 'More'}
      </summary>
      <div className="mt-2 flex min-w-0 flex-col gap-2">
        <SlideBody slide={slide} />
        <MessageButtonRow buttons={slide.buttons} />
      </div>
    </details>
  );
}

function SlideBody({ slide }: { slide: Slide }): ReactNode {
  const { title } = slide;
  switch (slide.kind) {
    case 'table':
      return <TableSlide table={slide} title={title} />;
    case 'list':
      return <ListSlide list={slide} />;
    case 'label':
      return <LabelledValues values={slide.pairs.map(({ label, value }) => ({ title: label, value }))} />;
    case 'images':
      return <ImageGrid pictures={slide.urls.map((url, index) => ({ url, alt: nameOf(index, slide) }))} />;
    case 'text':
      return <Markup text={slide.text} />;
    case 'percentage':
      return <PercentageFigure chart={slide} />;
    case 'graph':
      return <GraphFigure graph={slide} title={title} />;
  }
}

function nameOf(index: number, { title, urls }: { title: string | null; urls: string[] }): string {
  const name = title ?? 'Picture';
  return urls.length > 1 ? `${name}, ${index + 1} of ${urls.length}` : name;
}
