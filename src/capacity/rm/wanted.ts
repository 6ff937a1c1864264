import { clusterName } from '../../ecs/cluster-name.ts';
import { isFargate, providerName } from '../../ecs/provider-name.ts';
import { Failure } from '../../failure.ts';

/** What is to be deleted. */
export interface WantedRemoval {
  readonly provider: string;
  /** Whether its Auto Scaling group goes with it. */
  readonly asg: boolean;
  /** The cluster that it belongs to, where it is of managed instances. */
  readonly cluster?: string;
}

/**
 * What was typed, as what is wanted.
 * @throws a usage failure; a `refused` one for AWS's own two providers, which nobody can delete.
 */
export function readRemoval(provider: string, asg: boolean, cluster: string | undefined): WantedRemoval {
  const name = providerName(provider);
  const named = cluster === undefined ? undefined : clusterName(cluster);
  if (isFargate(name)) {
    throw new Failure('refused', `${name} is AWS's own and cannot be deleted`, {
      hint: `take it off a cluster: ecsctl capacity detach ${named ?? 'CLUSTER'} ${name}`,
    });
  }
  return { provider: name, asg, ...(named !== undefined && { cluster: named }) };
}
