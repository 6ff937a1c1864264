import type { WireRequest } from './http.ts';
import type { Operation } from './model.ts';
import { structureTuple, traitsOf } from './sdk-internals.ts';
import { labelsOf, literalLength, queryOf } from './uri-template.ts';

interface Candidate {
  readonly operation: Operation;
  /** How many fixed characters its path has. */
  readonly literal: number;
  /** How much of the query and the headers it asks for. */
  readonly conditions: number;
  /** Whether the request has every query parameter and header that the operation cannot be without. */
  readonly isComplete: boolean;
}

/**
 * The operation bound to the request's method, path and query. Of several, one that lacks nothing comes before one that
 * does (`PUT /bucket/key` is PutObject without an upload's id, and UploadPart with one), then the more literal.
 */
export function restOperation(request: WireRequest, operations: readonly Operation[]): Operation | undefined {
  const [best] = operations
    .flatMap((operation) => candidate(operation, request) ?? [])
    .sort(
      (a, b) =>
        Number(b.isComplete) - Number(a.isComplete) || b.literal - a.literal || b.conditions - a.conditions,
    );
  return best?.operation;
}

function candidate(operation: Operation, request: WireRequest): Candidate | undefined {
  const [method, uri = ''] = operation.http ?? [];
  if (method !== request.method || labelsOf(uri, request.path) === undefined) return undefined;
  const fixed = Object.entries(queryOf(uri));
  if (!fixed.every(([name, value]) => hasParameter(request, name, value))) return undefined;
  const required = requiredParameters(operation);
  return {
    operation,
    literal: literalLength(uri),
    conditions: fixed.filter(([name]) => name !== OPERATION_ID).length + required.length,
    isComplete: required.every((parameter) => parameter(request)),
  };
}

/** The SDK names the operation in the query where a path would not tell it; other clients do not. */
const OPERATION_ID = 'x-id';

function hasParameter({ query }: WireRequest, name: string, value: string): boolean {
  if (!query.has(name)) return name === OPERATION_ID;
  return value === '' || query.get(name) === value;
}

/** For each required member in the query or the headers, whether a request has it. */
function requiredParameters({ input }: Operation): ((request: WireRequest) => boolean)[] {
  const required = structureTuple(input)?.[4].slice(0, structureTuple(input)?.[6] ?? 0) ?? [];
  return required.flatMap((name) => {
    const { httpQuery, httpHeader } = traitsOf(input.getMemberSchema(name));
    if (httpQuery) return [({ query }: WireRequest) => query.has(httpQuery)];
    if (httpHeader) return [({ headers }: WireRequest) => httpHeader.toLowerCase() in headers];
    return [];
  });
}
