import { parseArn } from '../../aws/arn.ts';
import { parseServiceName, type ServiceName } from '../../ecs/service-name.ts';
import { usage } from '../../failure.ts';

/** What is typed: a service, or a task definition by its family, `family:revision` or ARN. */
export type Subject =
  | { readonly kind: 'service'; readonly name: ServiceName }
  | { readonly kind: 'task-definition'; readonly name: string };

const definition = /^[A-Za-z0-9_-]{1,255}(:[1-9]\d{0,9})?$/;

/**
 * A bare name is a task definition's family, unless a cluster is named with it.
 * @throws Failure `usage` for what can be neither.
 */
export function parseSubject(text: string, cluster?: string): Subject {
  const arn = parseArn(text);
  if (arn?.service === 'ecs' && arn.resource.startsWith('task-definition/')) return named(text, arn.resource);
  if (arn || text.includes('/')) return { kind: 'service', name: parseServiceName(text, cluster) };
  if (cluster !== undefined && !text.includes(':')) {
    return { kind: 'service', name: parseServiceName(text, cluster) };
  }
  return named(text, `task-definition/${text}`);
}

function named(text: string, resource: string): Subject {
  if (definition.test(resource.slice('task-definition/'.length)))
    return { kind: 'task-definition', name: text };
  throw usage(
    `"${text}" is neither a service nor a task definition`,
    'write CLUSTER/SERVICE, such as prod/web, or FAMILY:REVISION, such as web:3',
  );
}
