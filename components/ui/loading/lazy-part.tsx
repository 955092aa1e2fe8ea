'use client';

import {
  Component,
  type ComponentType,
  type ReactNode,
  useEffect,
  useState,
  useSyncExternalStore,
} from 'react';
import { fetchAhead } from './fetch-ahead';
import { type PartCode, partCode } from './part-code';
import { PartFailed } from './part-failed';

/** The props of a dialog or menu that its failure needs. */
type Openable = { open?: boolean; onOpenChange?: (open: boolean) => void; onClose?: () => void };

export type PartFailure = { error: unknown; again: () => void };

type LazyPart<P> = ComponentType<P> & {
  /** Begins to fetch it, for whoever is about to open it. */
  fetchAhead(): void;
};

type PartOptions<P> = {
  ahead?: boolean;
  Waiting?: ComponentType<P>;
  Failed?: ComponentType<P & PartFailure>;
};

/**
 * A dialog, menu or other part whose code is fetched when it is first drawn, in the browser only. If that fails, or the part
 * itself does, the page around it stays as it is and says so.
 * @param ahead it is often asked for: its code is fetched while the page has nothing else to do.
 * @param Waiting stands in its place until its code is there.
 * @param Failed stands in its place when it could not be had, and nothing is said over the page.
 */
export function lazyPart<P extends object>(
  load: () => Promise<ComponentType<P>>,
  { ahead = false, Waiting, Failed }: PartOptions<P> = {},
): LazyPart<P> {
  const code = partCode(load);
  if (ahead) fetchAhead(code.get);
  // biome-ignore lint/correctness/noComponentHookFactories: called once for each part, beside the imports.
  function Part(props: P) {
    const { open, onOpenChange, onClose } = props as Openable;
    // A part that stands in the page cannot be closed, only its failure.
    const close = onClose ?? (onOpenChange && (() => onOpenChange(false)));
    return (
      <PartBoundary
        hidden={open === false}
        onClose={close}
        failed={Failed && ((failure) => <Failed {...props} {...failure} />)}
      >
        <Fetched code={code} props={props} Waiting={Waiting} />
      </PartBoundary>
    );
  }
  // A failure shows when it is really opened.
  return Object.assign(Part, { fetchAhead: () => void code.get().catch(() => {}) });
}

type FetchedProps<P> = {
  code: PartCode<ComponentType<P>>;
  props: P;
  Waiting: ComponentType<P> | undefined;
};

/**
 * Draws the part at once where its code is there. It does without `lazy` and Suspense, since React shows a fallback for at least
 * 300 ms.
 */
function Fetched<P extends object>({ code, props, Waiting }: FetchedProps<P>) {
  const inBrowser = useSyncExternalStore(never, yes, no);
  const [failure, setFailure] = useState<{ error: unknown } | null>(null);
  const [fetched, setFetched] = useState(() => code.now() !== null);
  useEffect(() => {
    if (fetched) return;
    code.get().then(
      () => setFetched(true),
      (error: unknown) => setFailure({ error }),
    );
  }, [code, fetched]);
  if (failure) throw failure.error;
  const Part = (inBrowser && code.now()) || Waiting;
  return Part && <Part {...props} />;
}

type PartState = { failure: { error: unknown } | null; isRead: boolean };

type PartBoundaryProps = {
  children: ReactNode;
  /** Closed: nobody waits for it, so nothing is said. */
  hidden?: boolean;
  /** Stands in its place once the person has read why. */
  instead?: ReactNode;
  /** Stands in its place at once. */
  failed?: (failure: PartFailure) => ReactNode;
  onClose?: () => void;
};

/** Keeps a failure of its children from the page around them. */
export class PartBoundary extends Component<PartBoundaryProps, PartState> {
  override state: PartState = { failure: null, isRead: false };

  static getDerivedStateFromError(error: unknown) {
    return { failure: { error } };
  }

  override render() {
    const { failure, isRead } = this.state;
    const { children, hidden, instead, failed, onClose } = this.props;
    if (!failure) return children;
    if (hidden) return null;
    if (failed) return failed({ error: failure.error, again: () => this.setState({ failure: null }) });
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
