'use client';

import { Download } from 'lucide-react';
import { useEffect, useRef } from 'react';
import { Button } from '@/components/ui/button';
import { useShownOnce } from '@/components/ui/overlays/modal-holds';
import { CopyButton } from '@/components/ui/text/copy-button';

type RecoveryCodesProps = {
  codes: string[];
  email: string;
  /** Puts the focus on the codes, so that a key pressed for the step before does not skip them. */
  takesFocus?: boolean;
};

/** Ten codes, the only time they are seen, with ways to keep them. */
export function RecoveryCodes({ codes, email, takesFocus }: RecoveryCodesProps) {
  const list = useRef<HTMLOListElement>(null);
  useShownOnce();
  useEffect(() => {
    if (takesFocus) list.current?.focus();
  }, [takesFocus]);
  const text = `${codes.join('\n')}\n`;
  const download = () => {
    const file = new Blob([`Postern recovery codes of ${email}\nEach works once.\n\n${text}`]);
    const url = URL.createObjectURL(file);
    const link = Object.assign(document.createElement('a'), {
      href: url,
      download: 'postern-recovery-codes.txt',
    });
    link.click();
    URL.revokeObjectURL(url);
  };
  return (
    <>
      <ol
        ref={list}
        tabIndex={-1}
        aria-label="Recovery codes"
        className="grid grid-cols-2 gap-x-4 gap-y-2 rounded border bg-surface-sunken px-4 py-3.5 text-center font-mono"
      >
        {codes.map((code) => (
          <li key={code}>{code}</li>
        ))}
      </ol>
      <div className="mt-3 grid grid-cols-2 gap-2">
        <CopyButton value={text} label="Copy recovery codes" text="Copy" size="md" className="w-full" />
        <Button icon={<Download aria-hidden className="size-3.5" />} onClick={download}>
          Download
        </Button>
      </div>
    </>
  );
}
