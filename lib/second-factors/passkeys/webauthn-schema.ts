import { z } from 'zod';

const base64url = z.string().regex(/^[A-Za-z0-9_-]{1,8192}$/);
const transports = z.array(z.string().max(40)).max(10);

/** The user that the passkey names. Authenticators without stored users name none, in one of three ways. */
const userHandle = z
  .union([base64url, z.literal(''), z.null()])
  .optional()
  .transform((handle) => handle || undefined);

const credential = z.object({
  id: base64url,
  rawId: base64url,
  type: z.literal('public-key'),
  clientExtensionResults: z.record(z.string(), z.unknown()).default({}),
});

/** The browser's result of `navigator.credentials.get`, as JSON. */
export const assertion = credential.extend({
  response: z.object({
    clientDataJSON: base64url,
    authenticatorData: base64url,
    signature: base64url,
    userHandle,
  }),
});
export type Assertion = z.infer<typeof assertion>;

/** The browser's result of `navigator.credentials.create`, as JSON. */
export const attestation = credential.extend({
  response: z.object({
    clientDataJSON: base64url,
    attestationObject: z.string().max(65_536),
    transports: transports.nullish().transform((ways) => ways ?? []),
  }),
});
export type Attestation = z.infer<typeof attestation>;
