'use client';

import { type FormEvent, useState } from 'react';
import { RequestFailed } from '@/components/ui/requests/fetch-json';

/**
 * A form that is sent once. Its fields are read on submission, and a refusal is shown at the field that it names.
 * @param send gets a function from a field's name to its text ('' without the field); throws `RequestFailed` with the field
 */
export function useSentForm(send: (text: (name: string) => string) => Promise<void>) {
  const [pending, setPending] = useState(false);
  const [problem, setProblem] = useState<{ field?: string; message: string }>();
  const submit = async (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    const fields = new FormData(event.currentTarget);
    setPending(true);
    setProblem(undefined);
    try {
      await send((name) => String(fields.get(name) ?? ''));
    } catch (error) {
      setPending(false);
      setProblem(error instanceof RequestFailed ? error : { message: (error as Error).message });
    }
  };
  return {
    submit,
    /** Stays true after a success, since the page is left then. */
    pending,
    errorOf: (field: string) => (problem?.field === field ? problem.message : undefined),
    /** The problem that belongs to none of these fields, or to the whole form. */
    errorBeside: (...fields: string[]) =>
      problem && !fields.includes(problem.field ?? '') ? problem.message : '',
  };
}
