import { Ajv2020 } from 'ajv/dist/2020.js';
import { openApiDocument } from '@/lib/openapi/document';
import type { JsonSchema } from '@/lib/openapi/parts/types';

/** Checks values against the document's own schemas; for the tests of this folder. */
export function schemaChecker() {
  const document = openApiDocument();
  const ajv = new Ajv2020({ strict: false, allErrors: true });
  ajv.addSchema(document, 'document');
  /** A checker of values: what is wrong with one, each as a sentence. */
  const checker = (schema: JsonSchema) => {
    const check = ajv.compile(absolute(schema));
    return (value: unknown): string[] =>
      check(value) ? [] : (check.errors ?? []).map((error) => `${error.instancePath} ${error.message}`);
  };
  const complaints = (schema: JsonSchema, value: unknown) => checker(schema)(value);
  return { document, checker, complaints };
}

function absolute(schema: JsonSchema): JsonSchema {
  return JSON.parse(JSON.stringify(schema).replaceAll('"#/', '"document#/'));
}
