import type { JsonSchema } from './parts/types';

/** A member of a schema as a line of a table. Browser-safe. */
export type SchemaRow = {
  /** `sections[].fields[].title` */
  path: string;
  required: boolean;
  type: string;
  /** The named schema that the type leads to. */
  leadsTo?: string;
  description?: string;
};

/** All members of an object schema; those of inner objects follow their holder. */
export function schemaRows(schema: JsonSchema, prefix = ''): SchemaRow[] {
  return Object.entries(schema.properties ?? {}).flatMap(([name, member]) => {
    const path = `${prefix}${name}`;
    const leadsTo = nameOf(member) ?? nameOf(member.items);
    const row: SchemaRow = {
      path,
      required: schema.required?.includes(name) ?? false,
      type: typeText(member),
      ...(leadsTo ? { leadsTo } : {}),
      ...(member.description ? { description: member.description } : {}),
    };
    return [row, ...schemaRows(member, `${path}.`), ...schemaRows(member.items ?? {}, `${path}[].`)];
  });
}

function nameOf(schema: JsonSchema | undefined): string | undefined {
  return schema?.$ref?.split('/').at(-1);
}

const words: Record<string, string> = {
  string: 'text',
  integer: 'whole number',
  boolean: 'true or false',
  null: 'null',
  array: 'list',
};

/** The type of a value with its limits: "text, at most 5,000 characters". */
function typeText(schema: JsonSchema): string {
  const named = nameOf(schema);
  if (named) return named;
  if (schema.const !== undefined) return `\`${String(schema.const)}\``;
  if (schema.enum) return schema.enum.map((value) => `\`${String(value)}\``).join(', ');
  const choices = schema.anyOf?.filter((one) => !isBooleanWord(one)).map(typeText);
  if (choices) return choices.join(' or ');
  const { type } = schema;
  if (Array.isArray(type)) return type.map((one) => words[one] ?? one).join(', ');
  if (type === 'array')
    return `list of ${plural(typeText(schema.items ?? {}))}${between(schema.minItems, schema.maxItems)}`;
  if (type === 'string' && schema.pattern?.startsWith('^https?')) return 'http or https URL';
  if (type === 'string' && schema.maxLength)
    return `text, at most ${schema.maxLength.toLocaleString('en')} characters`;
  return type === undefined ? 'anything' : (words[type] ?? type);
}

/** Every boolean may also be written `"True"` and the like; the section's text says so once. */
function isBooleanWord({ pattern }: JsonSchema): boolean {
  return pattern?.includes('[Tt][Rr][Uu][Ee]') ?? false;
}

function between(least: number | undefined, most: number | undefined): string {
  if (least !== undefined && most !== undefined) return `, ${least} to ${most}`;
  if (most !== undefined) return `, at most ${most}`;
  return least === undefined ? '' : `, at least ${least}`;
}

function plural(type: string): string {
  return type === 'object' || type === 'text' ? `${type}s` : type;
}
