'use client';

import type { ReactNode } from 'react';
import { Field } from './field';
import { Input } from './input';
import { Textarea } from './textarea';

type Named = { name: string; description: string };

type NameFieldsProps<T extends Named> = {
  value: T;
  onChange: (value: T) => void;
  nameMax: number;
  descriptionMax: number;
  nameHint?: ReactNode;
  descriptionHint: string;
  placeholder: string;
  errors: { name?: string; description?: string };
  autoFocus?: boolean;
};

/** The name and the description of something that people make. */
export function NameFields<T extends Named>(props: NameFieldsProps<T>) {
  const { value, onChange, errors } = props;
  return (
    <>
      <Field label="Name" hint={props.nameHint} error={errors.name}>
        <Input
          autoFocus={props.autoFocus}
          required
          maxLength={props.nameMax}
          value={value.name}
          onChange={(event) => onChange({ ...value, name: event.target.value })}
          placeholder={props.placeholder}
          autoComplete="off"
        />
      </Field>
      <Field label="Description" hint={props.descriptionHint} error={errors.description}>
        <Textarea
          rows={2}
          maxLength={props.descriptionMax}
          value={value.description}
          onChange={(event) => onChange({ ...value, description: event.target.value })}
        />
      </Field>
    </>
  );
}
