'use client';

import type { ReactNode } from 'react';
import { NameFields } from '@/components/ui/forms/name-fields';
import { CHANNEL_NAME_MAX, type ChannelDetails } from '@/lib/channels/schema';
import { DESCRIPTION_MAX } from '@/lib/names/short-description';

type ChannelFieldsProps = {
  value: ChannelDetails;
  onChange: (value: ChannelDetails) => void;
  nameHint?: ReactNode;
  nameError?: string;
};

/** Name and description, for creating and for editing. */
export function ChannelFields({ value, onChange, nameHint, nameError }: ChannelFieldsProps) {
  return (
    <NameFields
      value={value}
      onChange={onChange}
      nameMax={CHANNEL_NAME_MAX}
      descriptionMax={DESCRIPTION_MAX}
      nameHint={nameHint}
      descriptionHint="What belongs here. Optional."
      placeholder="Builds"
      errors={{ name: nameError }}
      autoFocus
    />
  );
}
