'use client';

import { Field } from '@/components/ui/forms/field';
import { Input } from '@/components/ui/forms/input';
import { Textarea } from '@/components/ui/forms/textarea';
import {
  EXTENSION_DESCRIPTION_MAX,
  EXTENSION_NAME_MAX,
  type ExtensionDetails,
} from '@/lib/extensions/schema';

type ExtensionFieldsProps = {
  value: ExtensionDetails;
  onChange: (value: ExtensionDetails) => void;
  error: { field?: string; message: string } | null;
  autoFocus?: boolean;
};

/** Name and description, for creating and for editing. */
export function ExtensionFields({ value, onChange, error, autoFocus }: ExtensionFieldsProps) {
  const aboutDescription = error?.field === 'description';
  return (
    <>
      <Field label="Name" error={aboutDescription ? undefined : error?.message}>
        <Input
          autoFocus={autoFocus}
          required
          maxLength={EXTENSION_NAME_MAX}
          value={value.name}
          onChange={(event) => onChange({ ...value, name: event.target.value })}
          placeholder="Issue tracker"
          autoComplete="off"
        />
      </Field>
      <Field
        label="Description"
        hint="Which service it listens to. Optional."
        error={aboutDescription ? error?.message : undefined}
      >
        <Textarea
          rows={2}
          maxLength={EXTENSION_DESCRIPTION_MAX}
          value={value.description}
          onChange={(event) => onChange({ ...value, description: event.target.value })}
        />
      </Field>
    </>
  );
}
