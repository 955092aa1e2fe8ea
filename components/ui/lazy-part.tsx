'use client';

import { Component, type ComponentType, lazy, type ReactNode, Suspense, useSyncExternalStore } from 'react';
import { PartFailed } from './part-failed';

/** What a dialog or menu is told from outside, as far as its failure has to know. */
type Openable = { open?: boolean; onOpenChange?: (open: boolean) => void; onClose?: () => void };

/**
 * A dialog, menu or other part whose code is fetched when it is first drawn, in the browser only. If that fails, or the part
 * itself does, the page around it stays as it is and says so.
 */
export function lazyPart<P extends object>(load: () => Promise<ComponentType<P>>): ComponentType<P> {
  const fresh = () => lazy(async () => ({ default: await load() }));
  let Part = fresh();
  // A failure is remembered by React: opened again, it is asked for again.
  const forget = () => {
    Part = fresh();
  };
  // biome-ignore lint/correctness/noComponentHookFactories: called once for each part, beside the imports.
  return function LazyPart(props: P) {
    const inBrowser = useSyncExternalStore(never, yes, no);
    const { open, onOpenChange, onClose } = props as Openable;
    const close = () => (onClose ? onClose() : onOpenChange?.(false));
    return (
      inBrowser && (
        <PartBoundary onFailed={forget} hidden={open === false} onClose={close}>
          <Suspense fallback={null}>
            <Part {...props} />
          </Suspense>
        </PartBoundary>
      )
    );
  };
}

type PartState = { failure: { error: unknown } | null; isRead: boolean };

type PartBoundaryProps = {
  children: ReactNode;
  /** Closed: nobody waits for it, so nothing is said. */
  hidden?: boolean;
  /** Stands in its place once the person has read why. */
  instead?: ReactNode;
  onFailed?: () => void;
  onClose?: () => void;
};

/** Keeps a failure of its children from the page around them. */
export class PartBoundary extends Component<PartBoundaryProps, PartState> {
  override state: PartState = { failure: null, isRead: false };

  static getDerivedStateFromError(error: unknown) {
    return { failure: { error } };
  }

  override componentDidCatch() {
    this.props.onFailed?.();
  }

  override render() {
    const { failure, isRead } = this.state;
    const { children, hidden, instead, onClose } = this.props;
    if (!failure) return children;
    if (hidden) return null;
    if (isRead) return instead;
    const close = () => {
      this.setState({ failure: onClose ? null : failure, isRead: !onClose });
      onClose?.();
    };
    return <PartFailed error={failure.error} onClose={close} />;
  }
}

const never = () => () => {};
const yes = () => true;
const no = () => false;
