'use client';

import {
  type ComponentProps,
  createContext,
  type FocusEvent,
  type RefObject,
  useContext,
  useId,
  useLayoutEffect,
  useRef,
} from 'react';
import { createPortal } from 'react-dom';
import { cn } from '../cn';
import { useReturnFocus } from './focus/return-focus';
import { tabStops } from './focus/tab-stops';
import { HoldContext, useHolds } from './modal-holds';
import { openModal } from './open-modals';
import { Scrim } from './scrim';
import { useStays } from './use-stays';

type ModalLinks = { titleId: string; descriptionId: string; close: () => void };

const ModalContext = createContext<ModalLinks | null>(null);

/** The ids of the surrounding dialog's title and description, and what its button Close does. */
export function useModal(): ModalLinks {
  const modal = useContext(ModalContext);
  if (!modal) throw new Error('useModal needs a ModalPanel around it.');
  return modal;
}

/** The name of the dialog. */
export function ModalTitle(props: ComponentProps<'h2'>) {
  return <h2 id={useModal().titleId} {...props} />;
}

type ModalPanelProps = Pick<ComponentProps<'div'>, 'onKeyDown' | 'className' | 'children'> & {
  open: boolean;
  /** Escape was pressed, or Back, or Close, or beside the panel. What would be lost has been asked about. Without it nothing of these closes it. */
  onDismiss: (() => void) | undefined;
  /** A press beside it closes nothing. */
  isHeld?: boolean;
  /** It has a description, with the id of `useModal`. */
  isDescribed?: boolean;
  /** What has the focus when it closes now, rather than its opener; null: the opener. */
  focusAfter?: () => Element | null;
  /** The look of what lies over the page. */
  scrim: string;
  /** Where on the page the panel stands; positioned. */
  place?: string;
};

/**
 * What every dialog is: the page is dimmed, the focus stays inside and returns where it was, Escape closes. Its title is a ModalTitle.
 * It is drawn in one go, and the page is laid out once for it: that is why it is not a library's.
 */
export function ModalPanel({
  open,
  onDismiss,
  isHeld = false,
  isDescribed = false,
  focusAfter,
  scrim,
  place = 'relative',
  className,
  children,
  ...panelProps
}: ModalPanelProps) {
  const panel = useRef<HTMLDivElement>(null);
  const isDrawn = useStays(open, panel);
  const id = useId();
  const dismiss = useRef(onDismiss);
  dismiss.current = onDismiss;
  const { takeHold, closeByPress, closeByEscape, closeByButton } = useHolds(() => dismiss.current?.());
  const links = { titleId: `${id}title`, descriptionId: `${id}description`, close: closeByButton };
  const onEscape = useRef(closeByEscape);
  onEscape.current = closeByEscape;
  const returnFocus = useReturnFocus(open, panel, focusAfter);
  const canDismiss = onDismiss !== undefined;
  useLayoutEffect(() => {
    if (!open || !panel.current) return;
    return openModal(panel.current, canDismiss ? () => onEscape.current() : undefined);
  }, [open, canDismiss]);
  // Later, since what closes it may take its opener away, too, or open another dialog.
  useLayoutEffect(() => (isDrawn ? () => void setTimeout(returnFocus) : undefined), [isDrawn, returnFocus]);
  if (!isDrawn) return null;
  return createPortal(
    <ModalContext value={links}>
      <Scrim open={open} className={scrim} onPress={isHeld ? undefined : closeByPress} />
      {/* Of one height with the others and with lists: what opens later lies above. */}
      <div className={cn('z-40', place)}>
        <Edge panel={panel} />
        <div
          ref={panel}
          role="dialog"
          data-modal
          aria-labelledby={links.titleId}
          aria-describedby={isDescribed ? links.descriptionId : undefined}
          tabIndex={-1}
          data-state={open ? 'open' : 'closed'}
          className={cn('outline-none', className)}
          {...panelProps}
        >
          <HoldContext value={takeHold}>{children}</HoldContext>
        </div>
        <Edge panel={panel} isEnd />
      </div>
    </ModalContext>,
    document.body,
  );
}

type EdgeProps = { panel: RefObject<HTMLElement | null>; isEnd?: boolean };

/** Tab comes here as it leaves the panel, and goes on at the other end. */
function Edge({ panel, isEnd = false }: EdgeProps) {
  const onFocus = ({ relatedTarget }: FocusEvent) => {
    const element = panel.current;
    if (!element) return;
    const isFromInside = element.contains(relatedTarget as Node | null);
    const stops = tabStops(element);
    const next = isFromInside === isEnd ? stops[0] : stops.at(-1);
    (next ?? element).focus();
  };
  // biome-ignore lint/a11y/noNoninteractiveTabindex lint/a11y/noStaticElementInteractions: it has the focus for no longer than it takes to give it away.
  return <span tabIndex={0} onFocus={onFocus} className="pointer-events-none fixed size-px outline-none" />;
}
