/** An answer of the registry, whose body may be too large to be held in memory. */
export interface RegistryReply {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string | Iterable<Uint8Array>;
}

export function emptyReply(status: number, headers: Readonly<Record<string, string>> = {}): RegistryReply {
  return { status, headers, body: '' };
}

export function jsonReply(
  value: unknown,
  contentType = 'application/json; charset=utf-8',
  headers: Readonly<Record<string, string>> = {},
): RegistryReply {
  return { status: 200, headers: { 'content-type': contentType, ...headers }, body: JSON.stringify(value) };
}
