import type { DeletionPolicy } from '../state.ts';

/** A value of a template: JSON, with intrinsic functions as objects of one member. */
export type Value = null | boolean | number | string | Value[] | { [member: string]: Value };

/** A template as far as the sandbox reads it, in the long form of every function. */
export interface Template {
  readonly description: string | undefined;
  readonly parameters: Readonly<Record<string, TemplateParameter>>;
  readonly mappings: Readonly<Record<string, Value>>;
  readonly conditions: Readonly<Record<string, Value>>;
  readonly resources: Readonly<Record<string, TemplateResource>>;
  readonly outputs: Readonly<Record<string, TemplateOutput>>;
}

export interface TemplateParameter {
  readonly type: string;
  readonly defaultValue: string | undefined;
  readonly allowedValues: readonly string[] | undefined;
  readonly allowedPattern: string | undefined;
  readonly noEcho: boolean;
}

export interface TemplateResource {
  readonly type: string;
  readonly properties: { readonly [member: string]: Value };
  readonly dependsOn: readonly string[];
  readonly deletionPolicy: DeletionPolicy;
  readonly condition: string | undefined;
}

export interface TemplateOutput {
  readonly value: Value;
  readonly description: string | undefined;
  readonly exportName: Value | undefined;
  readonly condition: string | undefined;
}

/** Whether the value is an object, and not a list. */
export function isMembers(value: unknown): value is { [member: string]: Value } {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
