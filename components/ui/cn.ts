import { type ClassValue, clsx } from 'clsx';

/** Joins class names. Parts resolve no conflicts: give a variant or a `!` class to override. */
export function cn(...values: ClassValue[]): string {
  return clsx(values);
}
