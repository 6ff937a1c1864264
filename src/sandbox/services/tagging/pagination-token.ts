import { createHash } from 'node:crypto';
import { AwsError } from '../../service.ts';

/** PaginationTokens are good for 15 minutes. */
const VALID_MS = 15 * 60 * 1000;

/** Where a listing goes on. */
export interface Position {
  /** The last item that was given; the empty text before the first. */
  readonly after: string;
  /** How many pages were given. */
  readonly pages: number;
}

/**
 * The token with which `request`, everything of it but the token, goes on behind `position`.
 */
export function tokenOf(position: Position, request: object, now: Date): string {
  const { after, pages } = position;
  return Buffer.from(JSON.stringify([after, pages, now.getTime(), digest(request)])).toString('base64');
}

/**
 * Where the token says to go on; the beginning for none and for the empty text. Throws PaginationTokenExpiredException
 * after 15 minutes, InvalidParameterException for a token that another request or nobody was given.
 */
export function positionOf(token: string | undefined, request: object, now: Date): Position {
  if (!token) return { after: '', pages: 0 };
  const [after, pages, issued, asked] = parse(token);
  if (typeof after !== 'string' || typeof pages !== 'number' || typeof issued !== 'number') throw invalid();
  if (asked !== digest(request)) throw invalid();
  if (now.getTime() - issued > VALID_MS) {
    throw new AwsError('PaginationTokenExpiredException', 'The pagination token has expired.');
  }
  return { after, pages };
}

function parse(token: string): unknown[] {
  try {
    const parts: unknown = JSON.parse(Buffer.from(token, 'base64').toString());
    return Array.isArray(parts) ? parts : [];
  } catch {
    return [];
  }
}

function digest(request: object): string {
  return createHash('sha256').update(JSON.stringify(request)).digest('hex').slice(0, 16);
}

function invalid(): AwsError {
  return new AwsError('InvalidParameterException', 'The pagination token is not valid for this request.');
}
