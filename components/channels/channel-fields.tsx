'use client';

import type { ReactNode } from 'react';
import { Field } from '@/components/ui/forms/field';
import { Input } from '@/components/ui/forms/input';
import { Textarea } from '@/components/ui/forms/textarea';
import { CHANNEL_DESCRIPTION_MAX, CHANNEL_NAME_MAX, type ChannelDetails } from '@/lib/channels/schema';

type ChannelFieldsProps = {
  value: ChannelDetails;
  onChange: (value: ChannelDetails) => void;
  nameHint?: ReactNode;
  nameError?: string;
};

/** Name and description, for creating and for editing. */
export function ChannelFields({ value, onChange, nameHint, nameError }: ChannelFieldsProps) {
  return (
    <>
      <Field label="Name" hint={nameHint} error={nameError}>
        <Input
          autoFocus
          required
          maxLength={CHANNEL_NAME_MAX}
          value={value.name}
          onChange={(event) => onChange({ ...value, name: event.target.value })}
          placeholder="Builds"
          autoComplete="off"
        />
      </Field>
      <Field label="Description" hint="What belongs here. Optional.">
        <Textarea
          rows={2}
          maxLength={CHANNEL_DESCRIPTION_MAX}
          value={value.description}
          onChange={(event) => onChange({ ...value, description: event.target.value })}
        />
      </Field>
    </>
  );
}
