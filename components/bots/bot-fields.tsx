'use client';

import type { ReactNode } from 'react';
import { Avatar } from '@/components/ui/avatar';
import { Field } from '@/components/ui/forms/field';
import { Input } from '@/components/ui/forms/input';
import { Textarea } from '@/components/ui/forms/textarea';
import { BOT_DESCRIPTION_MAX, BOT_NAME_MAX } from '@/lib/bots/schema';
import { BotAccessField } from './bot-access-field';

export type BotDraft = {
  name: string;
  description: string;
  imageUrl: string;
  access: 'ORGANIZATION' | 'PERSONAL';
};

type BotFieldsProps = {
  /** Of a bot that is there already. */
  botId?: string;
  value: BotDraft;
  onChange: (value: BotDraft) => void;
  nameHint: ReactNode;
  /** What the server refused, and for which field. */
  error: { field?: string; message: string } | null;
  autoFocus?: boolean;
};

/** What is told about a bot, for creating and for editing. */
export function BotFields({ botId, value, onChange, nameHint, error, autoFocus }: BotFieldsProps) {
  const errorOf = (field: string) => (error?.field === field ? error.message : undefined);
  const elsewhere = error && !['name', 'description', 'imageUrl'].includes(error.field ?? '');
  return (
    <>
      <Field label="Name" hint={nameHint} error={errorOf('name')}>
        <Input
          autoFocus={autoFocus}
          required
          maxLength={BOT_NAME_MAX}
          value={value.name}
          onChange={(event) => onChange({ ...value, name: event.target.value })}
          placeholder="Deploy watcher"
          autoComplete="off"
        />
      </Field>
      <Field
        label="Description"
        hint="What it tells, and whom it is for. Optional."
        error={errorOf('description')}
      >
        <Textarea
          rows={2}
          maxLength={BOT_DESCRIPTION_MAX}
          value={value.description}
          onChange={(event) => onChange({ ...value, description: event.target.value })}
        />
      </Field>
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
