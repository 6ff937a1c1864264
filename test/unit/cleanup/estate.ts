import type { Judgement } from '../../../src/cleanup/judge/finding.ts';
import { judge } from '../../../src/cleanup/judge/judge.ts';
import type { Choices } from '../../../src/cleanup/judge/stay.ts';
import { call, type Kind, type Removal } from '../../../src/cleanup/kind.ts';
import type { Stack, StackResource, Subject } from '../../../src/cleanup/stack/subject.ts';
import { stackTag } from '../../../src/cleanup/stack/tag-index.ts';
import type { Bond, Ref, Thing, Tie } from '../../../src/cleanup/thing.ts';

/** A small made-up AWS: kinds that show what the judge and the planner make of any. */
export const labId = 'arn:aws:cloudformation:us-east-1:123456789012:stack/lab/1';
export const shopId = 'arn:aws:cloudformation:us-east-1:123456789012:stack/shop/2';

export const noChoices: Choices = {
  keep: [],
  also: [],
  retained: false,
  deleteData: false,
  keepTaskDefinitions: false,
  deleteTaskDefinitions: false,
};

function kindOf(name: string, type: string, removal?: (thing: Thing) => readonly Removal[]): Kind {
  const once = ({ id }: Thing): Removal[] => [
    { name: 'delete', action: 'delete', call: call('made-up', `Delete ${name}`, { id }) },
  ];
  return {
    name,
    types: [type],
    reads: [],
    writes: [],
    find: async () => [],
    remove: removal ?? once,
  };
}

export const kinds: readonly Kind[] = [
  kindOf('service', 'AWS::ECS::Service'),
  kindOf('cluster', 'AWS::ECS::Cluster'),
  kindOf('load balancer', 'AWS::ElasticLoadBalancingV2::LoadBalancer'),
  kindOf('listener', 'AWS::ElasticLoadBalancingV2::Listener'),
  kindOf('target group', 'AWS::ElasticLoadBalancingV2::TargetGroup'),
  kindOf('security group', 'AWS::EC2::SecurityGroup', ({ id }) => [
    { name: 'revoke', action: 'update', call: call('made-up', 'Revoke', { id }) },
    { name: 'delete', action: 'delete', call: call('made-up', 'Delete security group', { id }) },
  ]),
  kindOf('network interface', 'AWS::EC2::NetworkInterface'),
  kindOf('subnet', 'AWS::EC2::Subnet'),
  kindOf('vpc', 'AWS::EC2::VPC'),
  kindOf('rule', 'AWS::Events::Rule'),
  kindOf('alarm', 'AWS::CloudWatch::Alarm'),
  kindOf('bucket', 'AWS::S3::Bucket'),
  kindOf('log group', 'AWS::Logs::LogGroup'),
  kindOf('task definition family', ''),
  kindOf('task definition', 'AWS::ECS::TaskDefinition'),
];

function ref(text: string): Ref {
  const kind = kinds.find(({ name }) => text.startsWith(`${name} `))?.name ?? text.split(' ')[0] ?? '';
  return { kind, id: text.slice(kind.length + 1) };
}

/** `thing('listener l1', ['part of', 'load balancer lb'])`. */
export function thing(
  name: string,
  ties: readonly (readonly [bond: Bond, to: string, more?: Partial<Tie>])[] = [],
  more: Partial<Thing> = {},
): Thing {
  const { kind, id } = ref(name);
  return {
    kind,
    id,
    name: id,
    region: 'us-east-1',
    tags: {},
    ties: ties.map(([bond, to, rest]) => ({ to: ref(to), bond, how: 'has to do with', ...rest })),
    definition: { id },
    ...more,
  };
}

export const tagged = (id: string) => ({ tags: { [stackTag.id]: id } });

export function stackOf(
  resources: readonly string[],
  { status = 'CREATE_COMPLETE', ...more }: Partial<Stack> = {},
  rows: Partial<Record<string, Partial<StackResource>>> = {},
): Stack {
  return {
    id: labId,
    name: 'lab',
    status,
    isProtected: false,
    failures: {},
    ...more,
    resources: resources.map((name) => {
      const { kind, id } = ref(name);
      const type = kinds.find((one) => one.name === kind)?.types[0] ?? kind;
      return {
        stackId: more.id ?? labId,
        logicalId: id.replaceAll(/\W/g, ''),
        type,
        physicalId: id,
        status: 'CREATE_COMPLETE',
        retained: false,
        ...rows[name],
      };
    }),
  };
}

export function subjectOf(...stacks: readonly Stack[]): Subject {
  return {
    name: 'lab',
    title: 'stack lab',
    stacks,
    ids: new Set([labId, ...stacks.map(({ id }) => id)]),
    exportsInUse: [],
    others: new Map([[shopId, 'shop']]),
    namesakes: [],
  };
}

export function judged(
  subject: Subject,
  things: readonly Thing[],
  choices: Partial<Choices> = {},
  claims: ReadonlyMap<string, string> = new Map(),
): Judgement {
  return judge({ subject, things, kinds, choices: { ...noChoices, ...choices }, claims });
}

/** `owned cluster lab`, in the judgement's order. */
export function said(judgement: Judgement): string[] {
  return judgement.doomed.map(({ evidence, thing: { kind, id } }) => `${evidence} ${kind} ${id}`);
}

/** `vpc v: …`. */
export function stays(judgement: Judgement): string[] {
  return judgement.staying.map(({ thing: { kind, id }, stay }) => `${kind} ${id}: ${stay?.reason}`);
}
