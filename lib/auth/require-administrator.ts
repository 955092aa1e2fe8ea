import 'server-only';
import { AppError } from '@/lib/errors';
import type { Administrator, SignedInUser } from './principals';

/** The only place that makes an Administrator. */
export function isAdministrator(user: SignedInUser): user is Administrator {
  return user.role === 'ADMINISTRATOR';
}

/** @throws {AppError} `administrator_required` for everybody else. */
export function requireAdministrator(user: SignedInUser): Administrator {
  if (!isAdministrator(user)) {
    throw new AppError('administrator_required', 'Only an administrator can do this; ask one of yours.');
  }
  return user;
}
