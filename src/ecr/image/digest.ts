import { createHash } from 'node:crypto';

const sha256 = /^sha256:[0-9a-f]{64}$/;

/** Whether a text is a digest as registries name content by: SHA-256 in lower-case hexadecimal. */
export function isDigest(text: unknown): text is string {
  return typeof text === 'string' && sha256.test(text);
}

/** `sha256:…` of these bytes. */
export function digestOf(bytes: Uint8Array | string): string {
  return `sha256:${createHash('sha256').update(bytes).digest('hex')}`;
}

/** `sha256:4f2a91c07d3e`: enough of a digest to tell one from the others of an image. */
export function shortDigest(digest: string): string {
  return digest.slice(0, 'sha256:'.length + 12);
}
