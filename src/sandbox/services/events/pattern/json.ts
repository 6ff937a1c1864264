export type Scalar = null | boolean | number | string;
export type JsonObject = { readonly [key: string]: Json };
export type Json = Scalar | readonly Json[] | JsonObject;

export function isList(value: Json): value is readonly Json[] {
  return Array.isArray(value);
}

export function isObject(value: Json): value is JsonObject {
  return typeof value === 'object' && value !== null && !isList(value);
}
