import 'server-only';
import type { OAuthConfig } from 'next-auth/providers/oauth';
import { z } from 'zod';
import { env } from '@/lib/env';
import { log } from '@/lib/log';

export const OIDC_PROVIDER_ID = 'oidc';

/** A claim that is missing, null or of an unexpected type is ignored and keeps nobody out. */
const text = z.string().trim().min(1).optional().catch(undefined);

/** The claims that we use. Only the subject is required; some providers write the boolean as a string. */
export const oidcProfile = z.object({
  sub: z.string().min(1).max(255),
  email: text,
  email_verified: z
    .union([z.boolean(), z.literal(['true', 'True', 'TRUE']).transform(() => true)])
    .catch(false),
  name: text,
});

type Claims = Record<string, unknown> & { sub: string };

/**
 * The provider whose subjects sign in, in the form that links store; null without one. Its final slash does not
 * count.
 */
export function oidcIssuer(): string | null {
  const { OIDC_ISSUER, OIDC_CLIENT_ID, OIDC_CLIENT_SECRET } = env();
  if (!OIDC_ISSUER || !OIDC_CLIENT_ID || !OIDC_CLIENT_SECRET) return null;
  return withoutSlash(OIDC_ISSUER);
}

/** The former provider, whose links may be moved; null when none is named. */
export function formerOidcIssuer(): string | null {
  const { OIDC_FORMER_ISSUER } = env();
  return OIDC_FORMER_ISSUER ? withoutSlash(OIDC_FORMER_ISSUER) : null;
}

/**
 * The OpenID Connect provider of OIDC_ISSUER, OIDC_CLIENT_ID and OIDC_CLIENT_SECRET; null when they are not all set.
 */
export function oidcProvider(): OAuthConfig<Claims> | null {
  const { OIDC_CLIENT_ID, OIDC_CLIENT_SECRET, OIDC_NAME } = env();
  const issuer = oidcIssuer();
  if (!issuer || !OIDC_CLIENT_ID || !OIDC_CLIENT_SECRET) return null;
  return {
    id: OIDC_PROVIDER_ID,
    name: OIDC_NAME,
    type: 'oauth',
    wellKnown: `${issuer}/.well-known/openid-configuration`,
    authorization: { params: { scope: 'openid email profile' } },
    clientId: OIDC_CLIENT_ID,
    clientSecret: OIDC_CLIENT_SECRET,
    idToken: true,
    checks: ['pkce', 'state', 'nonce'],
    userinfo: {
      async request({ client, tokens }) {
        const claims = claimsOf(tokens.id_token);
        if (claims.email && claims.email_verified) return claims;
        if (!tokens.access_token || !client.issuer.metadata.userinfo_endpoint) return claims;
        // A linked account signs in by its subject, so these claims may be missing.
        const more = await client.userinfo(tokens.access_token).catch((error: unknown) => {
          log().warn({ err: error }, 'the claims of the userinfo endpoint could not be read');
          return null;
        });
        // Claims about another subject are ignored.
        if (more?.sub !== claims.sub) return claims;
        // An address and its verification must come from the same source.
        const { email, email_verified } = more.email ? more : claims;
        return { ...more, ...claims, email, email_verified };
      },
    },
    // The signIn callback replaces this by our own id.
    profile: ({ sub }) => ({ id: sub, email: null, name: null }),
  };
}

/** The claims of an ID token whose signature, issuer, audience and nonce were just verified. */
function claimsOf(idToken: string | undefined): Claims {
  const [, payload = ''] = (idToken ?? '').split('.');
  return JSON.parse(Buffer.from(payload, 'base64url').toString('utf8'));
}

const withoutSlash = (issuer: string) => issuer.replace(/\/+$/, '');
