'use client';

import { type FormEvent, useState } from 'react';
import { Button } from '@/components/ui/button';
import { Field } from '@/components/ui/forms/field';
import { Input } from '@/components/ui/forms/input';
import type { StepUpGiven } from '@/lib/step-up/dto';

type GateCodeProps = {
  label: string;
  hint?: string;
  /** Six digits of an authenticator app. */
  digits?: boolean;
  leaving: boolean;
  verify: (code: string) => Promise<StepUpGiven>;
  onVerified: (given: StepUpGiven) => void;
};

/** A typed code and Continue. */
export function GateCode({ label, hint, digits, leaving, verify, onVerified }: GateCodeProps) {
  const [code, setCode] = useState('');
  const [pending, setPending] = useState(false);
  const [problem, setProblem] = useState('');
  const submit = async (event: FormEvent) => {
    event.preventDefault();
    setPending(true);
    setProblem('');
    try {
      onVerified(await verify(code));
    } catch (error) {
      setProblem((error as Error).message);
    } finally {
      setPending(false);
    }
  };
  return (
    <form onSubmit={submit} className="flex flex-col gap-4">
      <Field label={label} hint={hint} error={problem}>
        <Input
          value={code}
          onChange={(event) => setCode(event.target.value)}
          required
          autoFocus
          autoComplete={digits ? 'one-time-code' : 'off'}
          inputMode={digits ? 'numeric' : 'text'}
          maxLength={digits ? 7 : 20}
          autoCapitalize="none"
          spellCheck={false}
          placeholder={digits ? '000000' : 'xxxxx-xxxxx'}
          className="font-mono tracking-wider"
        />
      </Field>
      <Button type="submit" variant="primary" className="w-full" pending={pending || leaving}>
        Continue
      </Button>
    </form>
  );
}
