'use client';

import type { ReactNode } from 'react';
import { Button } from '@/components/ui/button';
import { Dialog } from '@/components/ui/overlays/dialog';
import { useShownOnce } from '@/components/ui/overlays/modal-holds';
import { CopyButton } from '@/components/ui/text/copy-button';

type LinkDialogProps = {
  onClose: () => void;
  /** What kind of link: invitation. */
  kind: string;
  /** Before there is a link. */
  title: string;
  description: string;
  /** The link, once it is made. */
  link: string | undefined;
  warning: string;
  /** The id of the form that makes the link. */
  formId: string;
  pending: boolean;
  children: ReactNode;
};

/** Asks what a link shall do, then shows it, once. Drawn only while it is open: the link of one that was cancelled is shown by none. */
export function LinkDialog(props: LinkDialogProps) {
  const { onClose, kind, link, children } = props;
  return (
    <Dialog
      open
      onOpenChange={onClose}
      title={link ? `The ${kind} link` : props.title}
      description={link ? props.warning : props.description}
      footer={
        link ? (
          <Button onClick={onClose}>Done</Button>
        ) : (
          <>
            <Button onClick={onClose}>Cancel</Button>
            <Button variant="primary" type="submit" form={props.formId} pending={props.pending}>
              Create link
            </Button>
          </>
        )
      }
    >
      {link ? <ShownLink link={link} kind={kind} /> : children}
    </Dialog>
  );
}

function ShownLink({ link, kind }: { link: string; kind: string }) {
  useShownOnce();
  return (
    <div className="flex items-start gap-2">
      <p className="wrap-anywhere min-w-0 flex-1 rounded border bg-surface-sunken px-3 py-2 font-mono text-sm">
        {link}
      </p>
      <CopyButton value={link} label={`Copy ${kind} link`} text="Copy" size="md" variant="primary" />
    </div>
  );
}
