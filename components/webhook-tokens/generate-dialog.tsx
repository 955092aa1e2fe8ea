'use client';

import { useMutation } from '@tanstack/react-query';
import { Link2 } from 'lucide-react';
import { type FormEvent, useId, useState } from 'react';
import { useAskAgain } from '@/components/shell/use-ask-again';
import { Button } from '@/components/ui/button';
import { Field } from '@/components/ui/forms/field';
import { Input } from '@/components/ui/forms/input';
import { Dialog } from '@/components/ui/overlays/dialog';
import { isGated, isOutcomeUnknown } from '@/components/ui/requests/fetch-json';
import { CopyButton } from '@/components/ui/text/copy-button';
import { useUnsavedGuard } from '@/components/unsaved/use-unsaved-guard';
import type { GeneratedToken, TokenRow } from '@/lib/webhook-tokens/dto';
import { tokenNameProblem } from '@/lib/webhook-tokens/policies/name-policy';
import { generateToken } from './token-queries';

type GenerateDialogProps = {
  onClose: () => void;
  onGetUrl: (tokenId: string) => void;
  onGenerated: (row: TokenRow) => void;
};

/** Generate New Token: first its name, then the token itself, shown this once. */
export function GenerateDialog({ onClose, onGetUrl, onGenerated }: GenerateDialogProps) {
  const [generated, setGenerated] = useState<GeneratedToken | null>(null);
  if (generated) return <NewToken generated={generated} onClose={onClose} onGetUrl={onGetUrl} />;
  return (
    <NameForm
      onClose={onClose}
      onGenerated={(result) => {
        setGenerated(result);
        onGenerated(result.row);
      }}
    />
  );
}

type NameFormProps = { onClose: () => void; onGenerated: (result: GeneratedToken) => void };

function NameForm({ onClose, onGenerated }: NameFormProps) {
  const formId = useId();
  const [name, setName] = useState('');
  const [problem, setProblem] = useState<string | null>(null);
  const askAgain = useAskAgain();
  const generate = useMutation({ mutationFn: generateToken, onSuccess: onGenerated, onError: explain });

  function explain(error: Error) {
    // A token that was generated all the same stands in the list.
    if (isOutcomeUnknown(error)) void askAgain();
    // The gate is over the page then; the name waits in the field.
    if (isGated(error)) return;
    setProblem(error.message);
  }
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (generate.isPending) return;
    const found = tokenNameProblem(name.trim());
    setProblem(found);
    if (!found) generate.mutate(name.trim());
  };
  return (
    <Dialog
      open
      onOpenChange={onClose}
      size="sm"
      title="Generate New Token"
      description="Name it after what will use it, so that you recognise it months from now."
      footer={
        <>
          <Button onClick={onClose}>Cancel</Button>
          <Button variant="primary" type="submit" form={formId} pending={generate.isPending}>
            Generate
          </Button>
        </>
      }
    >
      <form id={formId} onSubmit={submit} noValidate>
        <Held name={name} isUnderWay={generate.isPending || generate.isSuccess} />
        <Field label="Name" error={problem}>
          <Input
            value={name}
            onChange={(event) => {
              setName(event.target.value);
              setProblem(null);
            }}
            dir="auto"
            autoFocus
            autoComplete="off"
            placeholder="GitHub builds"
          />
        </Field>
      </form>
    </Dialog>
  );
}

/** Asks before the typed name is lost with the dialog. */
function Held({ name, isUnderWay }: { name: string; isUnderWay: boolean }) {
  useUnsavedGuard(name.trim() !== '' && !isUnderWay, name);
  return null;
}

type NewTokenProps = { generated: GeneratedToken; onClose: () => void; onGetUrl: (tokenId: string) => void };

function NewToken({ generated: { token, row }, onClose, onGetUrl }: NewTokenProps) {
  return (
    <Dialog
      open
      onOpenChange={onClose}
      title={<span dir="auto">{row.name}</span>}
      description="Your new token. It is not shown like this again; Copy to clipboard stays available in the list."
      footer={
        <>
          <Button onClick={onClose}>Done</Button>
          <Button
            variant="primary"
            icon={<Link2 aria-hidden className="size-4" />}
            onClick={() => onGetUrl(row.id)}
          >
            Get Webhook URL
          </Button>
        </>
      }
    >
      <div className="flex items-start gap-3 rounded border bg-surface-sunken p-3">
        <code className="wrap-anywhere min-w-0 flex-1 select-all py-1 text-sm" data-testid="new-token">
          {token}
        </code>
        <CopyButton value={token} text="Copy" ariaLabel="Copy to clipboard" />
      </div>
      <p className="mt-3 text-text-muted">
        Whoever has it can post in your name. Put it where your service keeps its secrets.
      </p>
    </Dialog>
  );
}
