'use client';

import { useRef, useState } from 'react';
import { Field } from '@/components/ui/forms/field';
import { Input } from '@/components/ui/forms/input';
import { Textarea } from '@/components/ui/forms/textarea';
import type { MessageCall } from '@/lib/understanding/dto';
import type { Understanding } from '@/lib/understanding/schema';
import { DRAWN_NAMES } from './drawn-names';
import { PlaceholderList } from './placeholder-list';

type Templates = Pick<Understanding, 'title' | 'body'>;

type TemplateFieldsProps = {
  value: Templates;
  onChange: (change: Partial<Templates>) => void;
  /** The fields of the call at hand, to insert by a click. */
  fields?: MessageCall['fields'];
};

/** A title and a text with placeholders, which a press puts where one is writing. */
export function TemplateFields({ value, onChange, fields = [] }: TemplateFieldsProps) {
  const title = useRef<HTMLInputElement>(null);
  const body = useRef<HTMLTextAreaElement>(null);
  const [last, setLast] = useState<'title' | 'body'>('title');
  const insert = (path: string) => {
    const field = last === 'title' ? title.current : body.current;
    if (!field) return;
    const text = `{{${path}}}`;
    const [from, to] = [field.selectionStart ?? field.value.length, field.selectionEnd ?? field.value.length];
    onChange({ [last]: field.value.slice(0, from) + text + field.value.slice(to) });
    field.focus();
    // Drawn with the new value by then.
    requestAnimationFrame(() => field.setSelectionRange(from + text.length, from + text.length));
  };
  const places = [...fields.map(({ path, value: shown }) => ({ path, shown })), ...DRAWN_NAMES];
  return (
    <div className="flex min-w-0 flex-col gap-4">
      <Field label="Title" hint="Empty: the title that is drawn anyway.">
        <Input
          ref={title}
          value={value.title ?? ''}
          maxLength={300}
          spellCheck={false}
          placeholder="Backup of {{host}} {{status}}"
          onFocus={() => setLast('title')}
          onChange={(event) => onChange({ title: event.target.value || null })}
        />
      </Field>
      <Field
        label="Text"
        hint="Instead of the text and the table. Markup is yours; what a placeholder brings is shown as it is. A line whose placeholders are all missing is left out."
      >
        <Textarea
          ref={body}
          value={value.body ?? ''}
          maxLength={2_000}
          spellCheck={false}
          className="font-mono text-sm"
          onFocus={() => setLast('body')}
          onChange={(event) => onChange({ body: event.target.value || null })}
        />
      </Field>
      <PlaceholderList places={places} into={last === 'title' ? 'the title' : 'the text'} onInsert={insert} />
    </div>
  );
}
