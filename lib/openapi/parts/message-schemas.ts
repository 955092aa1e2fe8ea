import 'server-only';
import { z } from 'zod';
import { messageSchema } from '@/lib/webhooks/message/schema';
import { wireSchemas } from '@/lib/webhooks/message/wire-types';
import { messageKeyTexts } from '../texts/message-keys';
import type { JsonSchema } from './types';

/**
 * The message as JSON Schema, with its parts beside it, made from the schema that the endpoints check with. Words
 * describe what the endpoints take beyond it (empty strings in optional places).
 */
export function messageSchemas(): Record<string, JsonSchema> {
  const {
    $schema: _,
    $defs,
    ...message
  } = z.toJSONSchema(messageSchema, {
    io: 'input',
    metadata: wireSchemas,
    override: ({ jsonSchema }) => {
      // Every key is a text anyway.
      delete jsonSchema.propertyNames;
    },
  });
  const schemas = { ...$defs, Message: message } as Record<string, JsonSchema>;
  for (const [key, description] of Object.entries(messageKeyTexts)) {
    const { [key]: member } = schemas.Message?.properties ?? {};
    if (member) member.description = description;
  }
  return withComponentRefs(schemas);
}

function withComponentRefs<T>(schemas: T): T {
  return JSON.parse(JSON.stringify(schemas).replaceAll('"#/$defs/', '"#/components/schemas/'));
}
