import { parseArn } from '../aws/arn.ts';
import { usage } from '../failure.ts';
import type { ServiceName } from './found.ts';

/**
 * A service as it is typed: `cluster/service`, an ARN, or a bare name beside `--cluster`.
 * @throws a usage failure naming the text and the right form.
 */
export function parseServiceName(text: string, cluster?: string): ServiceName {
  const resource = resourceOf(text);
  const parts = resource.split('/');
  if (parts.length === 2 && parts.every(isName)) return agreed(text, parts[0] ?? '', parts[1] ?? '', cluster);
  if (parts.length === 1 && isName(resource)) {
    if (cluster !== undefined) return { cluster: clusterName(cluster), service: resource };
    throw usage(
      `"${text}" does not say which cluster`,
      `write CLUSTER/${resource}, or add --cluster CLUSTER`,
    );
  }
  throw usage(`"${text}" is no name of a service`, 'write CLUSTER/SERVICE, such as prod/web, or the ARN');
}

/**
 * The name of a cluster that may have been typed as an ARN.
 * @throws a usage failure for anything that cannot be a cluster's name.
 */
export function clusterName(text: string): string {
  const arn = parseArn(text);
  const name = arn?.service === 'ecs' ? arn.resource.replace(/^cluster\//, '') : text;
  if (isName(name)) return name;
  throw usage(`"${text}" is no name of a cluster`, 'write its name, such as prod, or the ARN');
}

function resourceOf(text: string): string {
  const arn = parseArn(text);
  if (!arn) return text;
  if (arn.service === 'ecs' && arn.resource.startsWith('service/'))
    return arn.resource.slice('service/'.length);
  throw usage(`"${text}" is not the ARN of a service`, 'write arn:…:ecs:…:service/CLUSTER/SERVICE');
}

function agreed(text: string, cluster: string, service: string, flag: string | undefined): ServiceName {
  if (flag === undefined || clusterName(flag) === cluster) return { cluster, service };
  throw usage(`"${text}" and --cluster ${flag} name two clusters`, 'leave one of them out');
}

/** ECS: up to 255 letters, digits, underscores and hyphens. */
function isName(text: string): boolean {
  return /^[A-Za-z0-9_-]{1,255}$/.test(text);
}
