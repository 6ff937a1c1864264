import type { Login } from './read-password.ts';

/** The documented answer of `ecr login`. */
export interface LoginValue {
  readonly registry: string;
  readonly username: 'AWS';
  /** Absent where it was written into a file. */
  readonly password?: string;
  readonly file?: string;
  /** In ISO 8601. */
  readonly expiresAt: string;
}

export function loginValue(
  { host, expiresAt }: Login,
  where: Pick<LoginValue, 'password' | 'file'>,
): LoginValue {
  return { registry: host, username: 'AWS', ...where, expiresAt };
}
