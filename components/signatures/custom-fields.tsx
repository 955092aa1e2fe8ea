'use client';

import { Field } from '@/components/ui/forms/field';
import { Input } from '@/components/ui/forms/input';
import { Select } from '@/components/ui/forms/select';
import type { CustomScheme } from '@/lib/signatures/custom-scheme';

type CustomFieldsProps = {
  value: CustomScheme;
  onChange: (value: CustomScheme) => void;
  error: { field?: string; message: string } | null;
};

const HASHES = [
  { value: 'sha256', label: 'SHA-256' },
  { value: 'sha512', label: 'SHA-512' },
  { value: 'sha1', label: 'SHA-1' },
];
const ENCODINGS = [
  { value: 'hex', label: 'Hexadecimal' },
  { value: 'base64', label: 'Base64' },
];

/** For a service that is not on the list: what is signed, and which header has the signature. */
export function CustomFields({ value, onChange, error }: CustomFieldsProps) {
  const name = error?.field?.split('.')[1];
  const errorOf = (one: keyof CustomScheme) => name === one && error?.message;
  const text = (one: 'header' | 'prefix' | 'template' | 'timestampHeader') => (
    <Input
      value={value[one]}
      autoComplete="off"
      spellCheck={false}
      onChange={({ target }) => onChange({ ...value, [one]: target.value })}
    />
  );
  return (
    <div className="grid gap-4 sm:grid-cols-2">
      <Field label="Header of the signature" error={errorOf('header')}>
        {text('header')}
      </Field>
      <Field label="Before the signature" hint="Such as sha256=; often nothing." error={errorOf('prefix')}>
        {text('prefix')}
      </Field>
      <Field label="Hash" error={errorOf('hash')}>
        <Select
          value={value.hash}
          options={HASHES}
          onChange={(hash) => onChange({ ...value, hash: hash as CustomScheme['hash'] })}
        />
      </Field>
      <Field label="Written as" error={errorOf('encoding')}>
        <Select
          value={value.encoding}
          options={ENCODINGS}
          onChange={(encoding) => onChange({ ...value, encoding: encoding as CustomScheme['encoding'] })}
        />
      </Field>
      <Field
        label="What is signed"
        hint="{body}, or with a time {timestamp}.{body}"
        error={errorOf('template')}
      >
        {text('template')}
      </Field>
      <Field
        label="Header of the time"
        hint="Empty where no time is signed."
        error={errorOf('timestampHeader')}
      >
        {text('timestampHeader')}
      </Field>
    </div>
  );
}
