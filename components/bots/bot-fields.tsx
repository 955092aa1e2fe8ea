'use client';

import type { ReactNode } from 'react';
import { Avatar } from '@/components/ui/avatar';
import { Field } from '@/components/ui/forms/field';
import { Input } from '@/components/ui/forms/input';
import { NameFields } from '@/components/ui/forms/name-fields';
import { BOT_NAME_MAX } from '@/lib/bots/schema';
import { DESCRIPTION_MAX } from '@/lib/names/short-description';
import { BotAccessField } from './bot-access-field';

export type BotDraft = {
  name: string;
  description: string;
  imageUrl: string;
  access: 'ORGANIZATION' | 'PERSONAL';
};

type BotFieldsProps = {
  /** The id of an existing bot; a new one has none. */
  botId?: string;
  value: BotDraft;
  onChange: (value: BotDraft) => void;
  nameHint: ReactNode;
  /** What the server refused, and for which field. */
  error: { field?: string; message: string } | null;
  autoFocus?: boolean;
};

/** The fields of a bot, for creating and for editing. */
export function BotFields({ botId, value, onChange, nameHint, error, autoFocus }: BotFieldsProps) {
  const errorOf = (field: string) => (error?.field === field ? error.message : undefined);
  const elsewhere = error && !['name', 'description', 'imageUrl'].includes(error.field ?? '');
  return (
    <>
      <NameFields
        value={value}
        onChange={onChange}
        nameMax={BOT_NAME_MAX}
        descriptionMax={DESCRIPTION_MAX}
        nameHint={nameHint}
        descriptionHint="What it tells, and whom it is for. Optional."
        placeholder="Deploy watcher"
        errors={{ name: errorOf('name'), description: errorOf('description') }}
        autoFocus={autoFocus}
      />
      <Field label="Picture" hint="The address of a square image. Optional." error={errorOf('imageUrl')}>
        <div className="flex items-center gap-2.5">
          <Avatar of={botId ?? value.name} name={value.name || 'Bot'} />
          <Input
            type="url"
            value={value.imageUrl}
            onChange={(event) => onChange({ ...value, imageUrl: event.target.value })}
            placeholder="https://…"
            autoComplete="off"
          />
        </div>
      </Field>
      <BotAccessField value={value.access} onChange={(access) => onChange({ ...value, access })} />
      {elsewhere && (
        <p role="alert" className="text-danger-text text-sm">
          {error.message}
        </p>
      )}
    </>
  );
}
