/** The parts of OpenAPI 3.1 that the document uses. Browser-safe. */
export type JsonSchema = {
  [keyword: string]: unknown;
  $ref?: string;
  type?: string | string[];
  description?: string;
  const?: unknown;
  enum?: unknown[];
  pattern?: string;
  minLength?: number;
  maxLength?: number;
  minItems?: number;
  maxItems?: number;
  items?: JsonSchema;
  properties?: Record<string, JsonSchema>;
  additionalProperties?: JsonSchema | boolean;
  required?: string[];
  anyOf?: JsonSchema[];
  oneOf?: JsonSchema[];
};

export type Ref = { $ref: string };
export type Example = { summary: string; description?: string; value: unknown };
type MediaType = { schema: JsonSchema; examples?: Record<string, Ref> };
export type Content = Record<string, MediaType>;
export type Response = { description: string; headers: Record<string, Ref>; content?: Content };
export type Parameter = {
  name: string;
  in: 'path' | 'query' | 'header';
  description: string;
  required?: boolean;
  schema: JsonSchema;
  example?: unknown;
};
export type Header = { description: string; schema: JsonSchema; example: unknown };
export type Server = {
  url: string;
  description: string;
  variables?: Record<string, { default: string; description: string }>;
};
export type SecurityScheme =
  | { type: 'apiKey'; in: 'query' | 'header'; name: string; description: string }
  | { type: 'http'; scheme: 'bearer'; description: string };

export type Operation = {
  operationId: string;
  tags: string[];
  summary: string;
  description: string;
  parameters: (Parameter | Ref)[];
  requestBody?: { description: string; required: boolean; content: Content };
  responses: Record<string, Response | Ref>;
  security: Record<string, string[]>[];
};
export type Method = 'get' | 'head' | 'post' | 'put' | 'delete';
export type PathItem = Partial<Record<Method, Operation>>;

export type OpenApiDocument = {
  openapi: '3.1.0';
  info: {
    title: string;
    version: string;
    summary: string;
    description: string;
    license: { name: string; identifier: string };
  };
  servers: Server[];
  tags: { name: string; description: string }[];
  externalDocs: { url: string; description: string };
  paths: Record<string, PathItem>;
  components: {
    schemas: Record<string, JsonSchema>;
    responses: Record<string, Response>;
    parameters: Record<string, Parameter>;
    headers: Record<string, Header>;
    examples: Record<string, Example>;
    securitySchemes: Record<string, SecurityScheme>;
  };
};
