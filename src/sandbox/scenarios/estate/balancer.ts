import type { Call } from '../../service.ts';
import { CreateListener } from '../../services/elbv2/listeners.ts';
import { CreateLoadBalancer } from '../../services/elbv2/load-balancers.ts';
import { CreateTargetGroup } from '../../services/elbv2/target-groups.ts';

export interface Balancer {
  readonly loadBalancer: string;
  readonly listener: string;
  readonly targetGroup: string;
}

/** A load balancer that listens on port 80 for one target group: the ARNs of the three. */
export function standBalancer(
  call: Call,
  { name, vpc, subnets, groups }: { name: string; vpc: string; subnets: readonly string[]; groups: string[] },
): Balancer {
  const { LoadBalancers } = CreateLoadBalancer(
    { Name: `${name}-alb`, Subnets: [...subnets], SecurityGroups: groups },
    call,
  );
  const loadBalancer = LoadBalancers?.[0]?.LoadBalancerArn ?? '';
  const targetGroup = makeTargetGroup(call, `${name}-tg`, vpc);
  const { Listeners } = CreateListener(
    {
      LoadBalancerArn: loadBalancer,
      Protocol: 'HTTP',
      Port: 80,
      DefaultActions: [{ Type: 'forward', TargetGroupArn: targetGroup }],
    },
    call,
  );
  return { loadBalancer, targetGroup, listener: Listeners?.[0]?.ListenerArn ?? '' };
}

/** A target group for tasks, and its ARN. */
export function makeTargetGroup(call: Call, name: string, vpc: string): string {
  const group = { Name: name, Protocol: 'HTTP', Port: 80, VpcId: vpc, TargetType: 'ip' } as const;
  return CreateTargetGroup(group, call).TargetGroups?.[0]?.TargetGroupArn ?? '';
}
