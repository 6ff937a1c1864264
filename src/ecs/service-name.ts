import { parseArn } from '../aws/arn.ts';
import { usage } from '../failure.ts';
import { clusterName } from './cluster-name.ts';
import { isName } from './name.ts';

/** A service by its names. */
export interface ServiceName {
  readonly cluster: string;
  readonly service: string;
}

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
