import 'server-only';
import { env } from '@/lib/env';
import { singleton } from '@/lib/singleton';
import { cliqProfile, type RateProfile, standardProfile } from './profile';

/** The limits of this installation: RATE_LIMIT_PROFILE and, for `standard`, the numbers beside it. */
export function rateProfile(): RateProfile {
  return singleton('rate-profile', () => {
    const { RATE_LIMIT_PROFILE, RATE_LIMIT_USER_PER_MINUTE, RATE_LIMIT_TOKEN_PER_MINUTE } = env();
    return RATE_LIMIT_PROFILE === 'cliq'
      ? cliqProfile()
      : standardProfile(RATE_LIMIT_USER_PER_MINUTE, RATE_LIMIT_TOKEN_PER_MINUTE);
  });
}
