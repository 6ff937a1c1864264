import { createHmac } from 'node:crypto';

/** What a token or a signed address says once it is known to be the sandbox's own. */
export interface Claims {
  readonly audience: 'ecr' | 'ecr-public' | 'layer';
  readonly region: string;
  /** Milliseconds since the epoch. */
  readonly expires: number;
  /** What the holder may do with it, or what tells it from others. */
  readonly subject: string;
}

/** Nobody is kept out by it: it only tells the sandbox's own tokens from other text. */
const KEY = 'practice';

/** The claims as one text that {@link readToken} understands. */
export function writeToken(claims: Claims): string {
  const text = JSON.stringify(claims);
  const payload = Buffer.from(text).toString('base64url');
  return `${payload}.${sign(payload)}`;
}

/** The claims of a token; undefined for what {@link writeToken} has not written. */
export function readToken(token: string): Claims | undefined {
  const [payload = '', signature] = token.split('.');
  if (signature !== sign(payload)) return undefined;
  return JSON.parse(Buffer.from(payload, 'base64url').toString()) as Claims;
}

function sign(payload: string): string {
  return createHmac('sha256', KEY).update(payload).digest('base64url');
}
