'use client';

import { useRef, useState } from 'react';
import { Button } from '@/components/ui/button';
import { Field } from '@/components/ui/forms/field';
import { Input } from '@/components/ui/forms/input';
import { RelativeTime } from '@/components/ui/text/relative-time';
import type { ShownSignature } from '@/lib/intake/dto';
import { MAX_SECRET_CHARACTERS, MAX_SECRETS } from '@/lib/signatures/schemes';
import type { SignatureDraft } from './draft';

type SecretFieldsProps = {
  saved: ShownSignature['secrets'];
  draft: Pick<SignatureDraft, 'keep' | 'add'>;
  onChange: (part: Pick<SignatureDraft, 'keep' | 'add'>) => void;
  error?: string;
};

/** Saved secrets, which nobody sees again, and fields for new ones. Two are valid at once, so that a sender can change to a new one. */
export function SecretFields({ saved, draft: { keep, add }, onChange, error }: SecretFieldsProps) {
  const kept = saved.filter(({ id }) => keep.includes(id));
  const left = MAX_SECRETS - kept.length - add.length;
  const group = useRef<HTMLFieldSetElement>(null);
  const [isOpened, setOpened] = useState(false);
  const open = () => {
    setOpened(true);
    onChange({ keep, add: [...add, { key: Math.max(0, ...add.map(({ key }) => key + 1)), text: '' }] });
  };
  const take = (part: Pick<SignatureDraft, 'keep' | 'add'>) => {
    // The pressed button goes with the secret.
    group.current?.focus({ preventScroll: true });
    onChange(part);
  };
  return (
    <fieldset
      ref={group}
      aria-label="Secrets"
      tabIndex={-1}
      className="flex min-w-0 flex-col gap-3 outline-none"
    >
      {kept.map(({ id, addedAt }, place) => (
        <div key={id} className="flex flex-wrap items-center gap-x-3 gap-y-1 rounded border px-3 py-2">
          <span className="min-w-0 flex-1">
            <span className="font-medium text-sm">Secret {place + 1}</span>{' '}
            <span aria-hidden className="text-text-muted">
              ••••••••
            </span>{' '}
            <span className="text-sm text-text-muted">
              saved <RelativeTime at={addedAt} />, not shown again
            </span>
          </span>
          <Button
            variant="quiet"
            size="sm"
            aria-label={`Remove secret ${place + 1}`}
            onClick={() => take({ keep: keep.filter((one) => one !== id), add })}
          >
            Remove
          </Button>
        </div>
      ))}
      {add.map(({ key, text }, place) => (
        <Field
          key={key}
          label={`Secret ${kept.length + place + 1}`}
          error={place === 0 && error}
          hint="It is encrypted, and after saving nobody sees it again."
        >
          <div className="flex gap-2">
            <SecretInput
              value={text}
              autoFocus={isOpened}
              onChange={(now) =>
                onChange({ keep, add: add.map((one) => (one.key === key ? { key, text: now } : one)) })
              }
            />
            {(kept.length > 0 || add.length > 1) && (
              <Button
                variant="quiet"
                aria-label={`Leave out secret ${kept.length + place + 1}`}
                onClick={() => take({ keep, add: add.filter((one) => one.key !== key) })}
              >
                Leave out
              </Button>
            )}
          </div>
        </Field>
      ))}
      {add.length === 0 && (
        <p aria-live="polite" className="text-danger-text text-sm empty:hidden">
          {error}
        </p>
      )}
      {left > 0 && (
        <Button className="self-start" onClick={open}>
          {kept.length + add.length === 0 ? 'Add a secret' : 'Add a second secret'}
        </Button>
      )}
    </fieldset>
  );
}

type SecretInputProps = { value: string; autoFocus: boolean; onChange: (text: string) => void };

function SecretInput({ value, autoFocus, onChange }: SecretInputProps) {
  return (
    <Input
      type="password"
      autoFocus={autoFocus}
      autoComplete="off"
      spellCheck={false}
      maxLength={MAX_SECRET_CHARACTERS}
      value={value}
      onChange={({ target }) => onChange(target.value)}
    />
  );
}
