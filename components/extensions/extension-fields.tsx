'use client';

import { NameFields } from '@/components/ui/forms/name-fields';
import { EXTENSION_NAME_MAX, type ExtensionDetails } from '@/lib/extensions/schema';
import { DESCRIPTION_MAX } from '@/lib/names/short-description';

type ExtensionFieldsProps = {
  value: ExtensionDetails;
  onChange: (value: ExtensionDetails) => void;
  error: { field?: string; message: string } | null;
  autoFocus?: boolean;
};

/** Name and description, for creating and for editing. */
export function ExtensionFields({ value, onChange, error, autoFocus }: ExtensionFieldsProps) {
  return (
    <NameFields
      value={value}
      onChange={onChange}
      nameMax={EXTENSION_NAME_MAX}
      descriptionMax={DESCRIPTION_MAX}
      descriptionHint="Which service it listens to. Optional."
      placeholder="Issue tracker"
      errors={error?.field === 'description' ? { description: error.message } : { name: error?.message }}
      autoFocus={autoFocus}
    />
  );
}
