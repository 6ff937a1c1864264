import {
  ApplicationAutoScalingClient,
  paginateDescribeScalableTargets,
  paginateDescribeScalingPolicies,
  type ScalableTarget,
  type ScalingPolicy,
} from '@aws-sdk/client-application-auto-scaling';
import { collect } from '../../../aws/pages.ts';
import { oncePerSearch } from '../once-per-search.ts';

export interface EcsScaling {
  readonly targets: readonly ScalableTarget[];
  readonly policies: readonly ScalingPolicy[];
}

/** All that scales services of ECS: AWS lists it for the whole region at once. */
export const scalingOf = oncePerSearch(async ({ aws }): Promise<EcsScaling> => {
  const client = aws.client(ApplicationAutoScalingClient);
  // A paginator writes its token into the input that it is given: each needs one of its own.
  const ecs = () => ({ ServiceNamespace: 'ecs' }) as const;
  const [targets, policies] = await Promise.all([
    collect(
      paginateDescribeScalableTargets({ client, pageSize: 50 }, ecs()),
      ({ ScalableTargets }) => ScalableTargets,
    ),
    collect(
      paginateDescribeScalingPolicies({ client, pageSize: 10 }, ecs()),
      ({ ScalingPolicies }) => ScalingPolicies,
    ),
  ]);
  return { targets, policies };
});
