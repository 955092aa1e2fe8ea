import 'server-only';
import { AppError } from '@/lib/errors';
import type { Administrator, SignedInUser } from './principals';

/** @throws {AppError} `administrator_required` for everybody else. */
export function requireAdministrator(user: SignedInUser): Administrator {
  if (user.role !== 'ADMINISTRATOR') {
    throw new AppError('administrator_required', 'Only an administrator can do this.');
  }
  return user as Administrator;
}
