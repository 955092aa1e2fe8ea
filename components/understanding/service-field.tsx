import { Combobox } from '@/components/ui/forms/combobox';
import { Field } from '@/components/ui/forms/field';
import type { Understanding } from '@/lib/understanding/schema';
import { SERVICES } from '@/lib/understanding/services';

type ServiceFieldProps = { value: Understanding['as']; onChange: (value: Understanding['as']) => void };

const ITEMS = [
  { value: 'automatic', label: 'Automatic', hint: 'Found out call by call' },
  ...SERVICES.map(({ name, title }) => ({ value: name, label: title })),
  { value: 'nothing', label: 'Nothing', hint: 'Every call as a title and a table' },
];

/** Whose calls a target is told to expect. */
export function ServiceField({ value, onChange }: ServiceFieldProps) {
  return (
    <Field
      label="Understands"
      hint="A service that is chosen draws every call, also one it would not recognise by itself."
    >
      <Combobox
        items={ITEMS}
        value={value}
        onChange={(next) => onChange(next as Understanding['as'])}
        searchPlaceholder="Search services…"
      />
    </Field>
  );
}
