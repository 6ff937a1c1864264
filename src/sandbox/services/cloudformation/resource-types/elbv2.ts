import type {
  Action,
  CreateListenerCommandInput,
  CreateLoadBalancerCommandInput,
  CreateRuleCommandInput,
  CreateTargetGroupCommandInput,
  ElasticLoadBalancingV2,
} from '@aws-sdk/client-elastic-load-balancing-v2';
import { elbv2 } from '../../elbv2/index.ts';
import { inputOf, tagsOf, textOf } from './members.ts';
import { requestsTo } from './request.ts';
import type { ResourceType } from './resource-type.ts';

const ask = requestsTo<ElasticLoadBalancingV2>(elbv2);
const LONGEST_NAME = 32;

/** The physical id of each of Elastic Load Balancing's resources is its ARN. */
const loadBalancer: ResourceType = {
  create(properties, { call, uniqueName, tags }) {
    const input = inputOf<CreateLoadBalancerCommandInput>(properties);
    const Name = textOf(properties, 'Name') ?? uniqueName(LONGEST_NAME);
    const created = ask('createLoadBalancer', { ...input, Name, Tags: tagsOf(properties, tags) }, call);
    return created.LoadBalancers?.[0]?.LoadBalancerArn ?? '';
  },
  remove(LoadBalancerArn, { call }) {
    ask('deleteLoadBalancer', { LoadBalancerArn }, call);
    return true;
  },
  attribute(name, id, call) {
    const [found] = ask('describeLoadBalancers', { LoadBalancerArns: [id] }, call).LoadBalancers ?? [];
    return {
      LoadBalancerArn: id,
      DNSName: found?.DNSName,
      CanonicalHostedZoneID: found?.CanonicalHostedZoneId,
      LoadBalancerName: found?.LoadBalancerName,
      LoadBalancerFullName: id.split(':loadbalancer/')[1],
      SecurityGroups: found?.SecurityGroups,
    }[name];
  },
  arn: (id) => id,
};

const targetGroup: ResourceType = {
  create(properties, { call, uniqueName, tags }) {
    const input = inputOf<CreateTargetGroupCommandInput>(properties);
    const Name = textOf(properties, 'Name') ?? uniqueName(LONGEST_NAME);
    const created = ask('createTargetGroup', { ...input, Name, Tags: tagsOf(properties, tags) }, call);
    return created.TargetGroups?.[0]?.TargetGroupArn ?? '';
  },
  remove(TargetGroupArn, { call }) {
    ask('deleteTargetGroup', { TargetGroupArn }, call);
    return true;
  },
  attribute(name, id, call) {
    const [found] = ask('describeTargetGroups', { TargetGroupArns: [id] }, call).TargetGroups ?? [];
    return {
      TargetGroupArn: id,
      TargetGroupName: found?.TargetGroupName,
      TargetGroupFullName: id.split(':').at(-1),
      LoadBalancerArns: found?.LoadBalancerArns,
    }[name];
  },
  arn: (id) => id,
};

const listener: ResourceType = {
  create(properties, { call, tags }) {
    const input = inputOf<CreateListenerCommandInput>(properties);
    return ask('createListener', { ...input, Tags: [...tags] }, call).Listeners?.[0]?.ListenerArn ?? '';
  },
  remove(ListenerArn, { call }) {
    ask('deleteListener', { ListenerArn }, call);
    return true;
  },
  attribute: (name, id) => (name === 'ListenerArn' ? id : undefined),
  arn: (id) => id,
};

const listenerRule: ResourceType = {
  create(properties, { call, tags }) {
    const input = inputOf<CreateRuleCommandInput & { Actions: Action[] }>(properties);
    return ask('createRule', { ...input, Tags: [...tags] }, call).Rules?.[0]?.RuleArn ?? '';
  },
  remove(RuleArn, { call }) {
    ask('deleteRule', { RuleArn }, call);
    return true;
  },
  attribute: (name, id) => (name === 'RuleArn' ? id : undefined),
  arn: (id) => id,
};

export const elbv2Types: Readonly<Record<string, ResourceType>> = {
  'AWS::ElasticLoadBalancingV2::LoadBalancer': loadBalancer,
  'AWS::ElasticLoadBalancingV2::TargetGroup': targetGroup,
  'AWS::ElasticLoadBalancingV2::Listener': listener,
  'AWS::ElasticLoadBalancingV2::ListenerRule': listenerRule,
};
