import 'server-only';
import type { NextAuthOptions } from 'next-auth';
import CredentialsProvider from 'next-auth/providers/credentials';
import { passwordSignIn } from '@/lib/accounts/schema';
import { signInWithOidc } from '@/lib/accounts/sign-in-with-oidc';
import { signInWithPassword } from '@/lib/accounts/sign-in-with-password';
import { linkWithOidc, type OidcLink } from '@/lib/accounts/user/link-with-oidc';
import { isAppError } from '@/lib/errors';
import { type Client, clientOf } from '@/lib/http/client';
import { log } from '@/lib/log';
import { signInWithPasskey } from '@/lib/second-factors/sign-in-with-passkey';
import { secrets } from '@/lib/secrets';
import { safeReturn } from '../safe-next';
import { cookieOptions, cookiePrefix, sessionCookieName } from '../session/cookie';
import { createSession, type Proof, type ProvenUser } from '../session/create-session';
import { SESSION_DURATION_MS } from '../session/policy';
import { userOfRequest } from '../session/user-of-request';
import { signOut } from '../sign-out';
import { OIDC_PROVIDER_ID, oidcIssuer, oidcProvider } from './oidc-provider';
import { pendingLinkOf } from './pending-link';

/** What a request came to, for the cookies of its answer. */
export type Outcome = {
  signedInId?: string;
  /** The provider vouched for this person, and their account has yet to be signed in to. */
  pendingLink?: OidcLink;
};

/**
 * next-auth's part: proving who signs in, and putting our session row's id into its encrypted cookie. Everything else
 * about a session is in the row, so that it can be revoked.
 */
export function authOptions(request: Request, outcome: Outcome): NextAuthOptions {
  const client = clientOf(request.headers);
  const oidc = oidcProvider();
  // These options are made anew for each request. A local variable keeps the proof out of everything that next-auth
  // could show.
  let proof: Proof | undefined;
  const prove = (found: ProvenUser) => {
    proof = found.proof;
    return found;
  };
  return {
    secret: secrets().authSecret,
    session: { strategy: 'jwt', maxAge: SESSION_DURATION_MS / 1000 },
    pages: { signIn: '/sign-in', error: '/sign-in' },
    providers: [passwordProvider(client, prove), passkeyProvider(prove), ...(oidc ? [oidc] : [])],
    cookies: cookies(),
    callbacks: {
      async signIn({ user, account, profile }) {
        if (account?.provider !== OIDC_PROVIDER_ID) return true;
        const found = await signInWithOidc(oidcIssuer() ?? '', profile, client).catch(unexpected);
        if (!found) return `/sign-in?error=${found === null ? 'NoAccount' : 'internal_error'}`;
        if ('pendingLink' in found) {
          outcome.pendingLink = found.pendingLink;
          return '/sign-in?error=NotConnected';
        }
        user.id = found.userId;
        return true;
      },
      redirect: ({ url, baseUrl }) => safeReturn(url, baseUrl),
      async jwt({ user }) {
        // `user` is set exactly when somebody signs in.
        if (!user) return {};
        const { id } = await createSession(user.id, client, proof);
        outcome.signedInId = user.id;
        const pending = await pendingLinkOf(request.headers);
        if (pending?.userId === user.id) await linkWithOidc(pending, client);
        // The browser's former session ends: nobody else may go on with it.
        const before = await userOfRequest(request);
        if (before) await signOut(before);
        return { sid: id };
      },
    },
    logger: {
      error: (code, detail) => {
        const cause = 'error' in detail ? detail.error : detail;
        log().error({ code, err: cause instanceof Error ? cause.message : 'unknown' }, 'sign-in failed');
      },
      warn: () => {},
      debug: () => {},
    },
  };
}

type Prove = (found: ProvenUser) => ProvenUser;

function passwordProvider(client: Client, prove: Prove) {
  return CredentialsProvider({
    id: 'password',
    credentials: { email: {}, password: {} },
    async authorize(credentials) {
      const input = passwordSignIn.safeParse(credentials);
      if (!input.success) return null;
      return withCodedErrors(signInWithPassword(input.data, client).then(prove));
    },
  });
}

function passkeyProvider(prove: Prove) {
  return CredentialsProvider({
    id: 'passkey',
    credentials: { response: {} },
    async authorize(credentials) {
      return withCodedErrors(signInWithPasskey(credentials?.response ?? '').then(prove));
    },
  });
}

/**
 * next-auth shows an error's message to the sign-in page as `error` in its URL, so it has a code and seconds, no
 * words.
 */
async function withCodedErrors(found: Promise<{ userId: string }>): Promise<{ id: string }> {
  try {
    return { id: (await found).userId };
  } catch (error) {
    if (!isAppError(error)) {
      unexpected(error);
      throw new Error('internal_error');
    }
    throw new Error([error.code, error.details.retryAfterS].filter(Boolean).join(':'));
  }
}

/** The words go to the log: next-auth would put them into a URL. */
function unexpected(error: unknown): undefined {
  log().error({ err: error }, 'sign-in failed');
}

function cookies(): NextAuthOptions['cookies'] {
  const options = cookieOptions();
  const prefix = cookiePrefix();
  const shortLived = (name: string) => ({
    name: `${prefix}postern-${name}`,
    options: { ...options, maxAge: 15 * 60 },
  });
  return {
    sessionToken: { name: sessionCookieName(), options },
    csrfToken: { name: `${prefix}postern-csrf`, options },
    callbackUrl: { name: `${prefix}postern-callback-url`, options },
    state: shortLived('state'),
    nonce: shortLived('nonce'),
    pkceCodeVerifier: shortLived('pkce'),
  };
}
