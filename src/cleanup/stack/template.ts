import { parse, type ScalarTag } from 'yaml';

const outliving = new Set(['Retain', 'RetainExceptOnCreate', 'Snapshot']);

/**
 * The logical ids of a template's resources that are to outlive their stack. The template may be JSON or YAML; what
 * cannot be read as either names none: the stack's own list tells then, once it is deleted.
 * https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/aws-attribute-deletionpolicy.html
 */
export function retainedIn(template: string): ReadonlySet<string> {
  const resources = resourcesOf(read(template));
  return new Set(
    Object.entries(resources).flatMap(([logicalId, resource]) => (isRetained(resource) ? logicalId : [])),
  );
}

/** `!Ref` and its kin say nothing here, and stand for what follows them. */
const shortForms: ScalarTag[] = ['Ref', 'Sub', 'GetAtt', 'ImportValue', 'Condition', 'Base64', 'GetAZs'].map(
  (name) => ({ tag: `!${name}`, resolve: (value) => value }),
);

function read(template: string): unknown {
  try {
    return parse(template, { logLevel: 'silent', customTags: shortForms, strict: false });
  } catch {
    return undefined;
  }
}

function resourcesOf(template: unknown): Record<string, unknown> {
  if (typeof template !== 'object' || template === null || !('Resources' in template)) return {};
  const { Resources } = template;
  return typeof Resources === 'object' && Resources !== null ? { ...Resources } : {};
}

function isRetained(resource: unknown): boolean {
  return (
    typeof resource === 'object' &&
    resource !== null &&
    'DeletionPolicy' in resource &&
    outliving.has(String(resource.DeletionPolicy))
  );
}
