/** What happened at the browser's passkey prompt, in words that say what to do next. */
export function passkeyError(error: unknown): string {
  const { name, code } = (error ?? {}) as { name?: string; code?: string };
  const cause = (error as { cause?: { name?: string } } | null)?.cause?.name;
  if (code === 'ERROR_AUTHENTICATOR_PREVIOUSLY_REGISTERED' || name === 'InvalidStateError') {
    return 'This device or key is already one of your passkeys.';
  }
  if (code === 'ERROR_AUTHENTICATOR_MISSING_USER_VERIFICATION_SUPPORT') {
    return 'This key cannot check that it is you. Set a PIN on it, or use another one.';
  }
  if (code === 'ERROR_INVALID_DOMAIN' || code === 'ERROR_INVALID_RP_ID' || name === 'SecurityError') {
    return 'Passkeys work only at the address Postern is set up for. Open Postern at its PUBLIC_URL.';
  }
  if (name === 'NotAllowedError' || cause === 'NotAllowedError') {
    return 'The passkey prompt was cancelled or timed out. Try again when you are ready.';
  }
  if (code === 'ERROR_CEREMONY_ABORTED' || name === 'AbortError') return 'The passkey prompt was cancelled.';
  if (error instanceof Error && error.name === 'RequestFailed') return error.message;
  return 'The browser could not use a passkey. Try again, or try another way.';
}
