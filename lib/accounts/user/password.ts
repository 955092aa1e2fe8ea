import 'server-only';
import { hash, verify } from '@node-rs/argon2';
import { singleton } from '@/lib/singleton';
import { inTurn } from './hash-turns';

// argon2id with OWASP's first choice of parameters (Password Storage Cheat Sheet, 2024).
const options = { memoryCost: 19_456, timeCost: 2, parallelism: 1 };

/**
 * The form in which the database keeps a password.
 * @throws {AppError} `too_many_attempts`, like `inTurn`.
 */
export function hashPassword(password: string): Promise<string> {
  return inTurn(() => hash(password, options));
}

/**
 * Whether the password belongs to the hash. Without a hash (unknown e-mail, account without a password) the answer is
 * no after the same time, so that its time does not reveal which addresses have accounts.
 * @throws {AppError} `too_many_attempts`, like `inTurn`.
 */
export async function verifyPassword(passwordHash: string | null | undefined, password: string) {
  const decoy = await singleton('passwordDecoy', () => hash('no account has this password', options));
  const matches = await inTurn(() => verify(passwordHash ?? decoy, password));
  return matches && Boolean(passwordHash);
}
