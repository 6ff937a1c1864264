import {
  CreateRuleCommand,
  DeleteRuleCommand,
  ElasticLoadBalancingV2Client,
  type Listener,
  paginateDescribeRules,
  type Rule,
  type RuleCondition,
} from '@aws-sdk/client-elastic-load-balancing-v2';
import { eachAtOnce } from '../../aws/at-once.ts';
import { collect } from '../../aws/pages.ts';
import { operationsOf } from '../../plan/operations.ts';
import type { ApiCall } from '../../plan/plan.ts';
import { call, type Kind, type Search } from '../kind.ts';
import type { Thing } from '../thing.ts';
import {
  balancerName,
  elbPageSize,
  forwardingTies,
  isComplete,
  listenersOf,
  noneWhere,
} from './elb/listeners.ts';
import { pick } from './pick.ts';
import { capitalTags } from './tag-lists.ts';
import { tiesTo } from './ties-to.ts';

/** The rules of listeners, without the default rule of each, which is the listener's own action. */
export const listenerRule: Kind = {
  name: 'listener rule',
  types: ['AWS::ElasticLoadBalancingV2::ListenerRule'],
  reads: [
    'elasticloadbalancing:DescribeLoadBalancers',
    'elasticloadbalancing:DescribeListeners',
    'elasticloadbalancing:DescribeRules',
  ],
  writes: ['elasticloadbalancing:DeleteRule'],
  find,
  remove: (thing) => {
    const undo = recreation(thing);
    return [
      {
        name: 'delete',
        action: 'delete',
        call: call('elasticloadbalancing', 'DeleteRule', { RuleArn: thing.id }),
        goal: ['RuleNotFoundException'],
        ...(undo && { undo }),
      },
    ];
  },
  operations: {
    elasticloadbalancing: operationsOf(ElasticLoadBalancingV2Client, {
      CreateRule: CreateRuleCommand,
      DeleteRule: DeleteRuleCommand,
    }),
  },
};

/** AWS gives the rules of one listener a call. Only application load balancers have any but the default one. */
async function find(search: Search): Promise<Thing[]> {
  const client = search.aws.client(ElasticLoadBalancingV2Client);
  const listeners = (await listenersOf(search)).filter(({ ListenerArn }) =>
    ListenerArn?.includes(':listener/app/'),
  );
  const lists = await eachAtOnce(listeners, async (listener) => {
    const { ListenerArn } = listener;
    const rules = await collect(
      paginateDescribeRules({ client, pageSize: elbPageSize }, { ListenerArn }),
      ({ Rules }) => Rules,
    ).catch(noneWhere('ListenerNotFoundException'));
    return rules.filter(({ IsDefault }) => !IsDefault).map((rule) => thingOf(rule, listener, search));
  });
  return lists.flat();
}

function thingOf(rule: Rule, { ListenerArn = '', Port }: Listener, { region, tagsOf }: Search): Thing {
  const { RuleArn: arn = '', Priority, Actions } = rule;
  return {
    kind: 'listener rule',
    id: arn,
    name: `${balancerName(arn)}:${Port ?? ''} priority ${Priority ?? ''}`,
    arn,
    region,
    tags: tagsOf(arn),
    ties: [
      ...tiesTo('listener', [ListenerArn], { bond: 'part of', how: 'is a rule of' }),
      ...forwardingTies(Actions),
    ],
    definition: { ...rule, ListenerArn },
  };
}

function recreation({ definition, tags }: Thing): ApiCall | undefined {
  const { Priority, Conditions = [], Actions }: Partial<Rule> = definition;
  if (!isComplete(Actions)) return undefined;
  return call('elasticloadbalancing', 'CreateRule', {
    ...pick(definition, ['ListenerArn', 'Actions', 'Transforms']),
    Priority: Number(Priority),
    Conditions: Conditions.map(asTaken),
    ...capitalTags(tags),
  });
}

/** AWS describes a condition in its old form and its new one, and takes one of them. */
function asTaken(condition: RuleCondition): RuleCondition {
  const { Values: _values, ...rest } = condition;
  return Object.keys(rest).some((member) => member.endsWith('Config')) ? rest : condition;
}
