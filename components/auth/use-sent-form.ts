'use client';

import { type FormEvent, useState } from 'react';
import { RequestFailed } from '@/components/ui/requests/fetch-json';

/**
 * A form that is sent once: what is typed is read when it is submitted, and a refusal stands at the field it names.
 * @param send is given the text of a field by its name, '' where there is none; throws `RequestFailed` with the field
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
    /** Also once it is sent: the page is left then. */
    pending,
    errorOf: (field: string) => (problem?.field === field ? problem.message : undefined),
    /** What is wrong with none of these fields, or with the whole. */
    errorBeside: (...fields: string[]) =>
      problem && !fields.includes(problem.field ?? '') ? problem.message : '',
  };
}
