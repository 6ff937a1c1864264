export type Scalar = null | boolean | number | string;
export type JsonObject = { readonly [key: string]: Json };
export type Json = Scalar | readonly Json[] | JsonObject;

export function isList(value: Json): value is readonly Json[] {
  return Array.isArray(value);
}

export function isObject(value: Json): value is JsonObject {
  return typeof value === 'object' && value !== null && !isList(value);
}

/** The value that a text is as JSON; undefined for a text that is none. */
export function jsonIn(text: string): Json | undefined {
  try {
    return JSON.parse(text) as Json;
  } catch {
    return undefined;
  }
}

/** The object that a text is as JSON; undefined for any other text. */
export function objectIn(text: string): JsonObject | undefined {
  const value = jsonIn(text);
  return value !== undefined && isObject(value) ? value : undefined;
}
