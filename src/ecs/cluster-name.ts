import { parseArn } from '../aws/arn.ts';
import { usage } from '../failure.ts';
import { isName } from './name.ts';

/**
 * The name of a cluster that may have been typed as an ARN.
 * @throws a usage failure for anything that cannot be a cluster's name.
 */
export function clusterName(text: string): string {
  const arn = parseArn(text);
  const isCluster = arn?.service === 'ecs' && arn.resource.startsWith('cluster/');
  const name = isCluster ? arn.resource.slice('cluster/'.length) : text;
  if (isName(name)) return name;
  throw usage(`"${text}" is no name of a cluster`, 'write its name, such as prod, or the ARN');
}
