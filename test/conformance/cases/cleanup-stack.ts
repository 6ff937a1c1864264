import { mustMatch, someText } from '../matches.ts';
import { changes, isRefused, type Room } from '../room.ts';
import { cluster } from '../seed.ts';
import { deleteStack, makeStack } from '../stacks.ts';
import { casesOf } from './case.ts';
import { byHand, bystanders, makeBystanders, makeLab, nameOf, ofStack } from './cleanup-lab.ts';
import { leavingTemplate } from './cleanup-templates.ts';

/** Where `aws` lists what a case makes, and where in the answer the names or ARNs stand. */
const lists = (name: string): Readonly<Record<string, readonly [...words: string[], query: string]>> => ({
  alarm: ['cloudwatch', 'describe-alarms', 'MetricAlarms[].AlarmName'],
  bucket: ['s3api', 'list-buckets', 'Buckets[].Name'],
  cluster: ['ecs', 'describe-clusters', '--clusters', name, 'clusters[?status==`ACTIVE`].clusterName'],
  'load balancer': ['elbv2', 'describe-load-balancers', 'LoadBalancers[].LoadBalancerName'],
  'log group': ['logs', 'describe-log-groups', 'logGroups[].logGroupName'],
  'security group': ['ec2', 'describe-security-groups', 'SecurityGroups[].GroupName'],
  service: ['ecs', 'list-services', '--cluster', cluster, 'serviceArns'],
  stack: ['cloudformation', 'list-stacks', 'StackSummaries[?StackStatus!=`DELETE_COMPLETE`].StackName'],
  'target group': ['elbv2', 'describe-target-groups', 'TargetGroups[].TargetGroupName'],
  'task definition': ['ecs', 'list-task-definitions', '--status', 'ACTIVE', 'taskDefinitionArns'],
});

/** All that there is now of this name or of one that holds it, as the aws command line lists it. */
async function thingsOf({ aws }: Room, name: string): Promise<string[]> {
  const found = await Promise.all(
    Object.entries(lists(name)).map(async ([kind, words]) => {
      const names = (await aws<string[] | null>(...words.slice(0, -1), '--query', words.at(-1) ?? '')) ?? [];
      return names.map((one) => `${kind} ${one.replace(/^arn:.*\//, '')}`);
    }),
  );
  return found
    .flat()
    .filter((one) => one.includes(name))
    .sort();
}

/** What a clean-up of the lab asks of the site; S3 is asked by method and path. */
function writesOf({ site }: Room, name: string): string[] {
  const asked = [
    `POST /${name}-files/?delete=`,
    'DeleteAlarms',
    'DeleteService',
    'DeregisterTaskDefinition',
    'DeleteStack',
  ];
  return site.name === 'moto' ? [...asked, ...leftByMoto] : asked;
}

/** moto calls a stack deleted whose deletion it left half done: what is seen at the second look is deleted then. */
const leftByMoto = ['DeleteCluster', 'DeleteTargetGroup', 'DeregisterTaskDefinition'];

export const stackCases = casesOf('cleanup', {
  async 'deletes a stack with what was made by hand beside it, and nothing else'(room) {
    const name = nameOf(room);
    await makeLab(room, name);
    await makeBystanders(room, name);
    const argv = ['cleanup', '--stack', name];
    const all = [...ofStack(name), ...byHand(name)].sort();
    mustMatch(await leftOf(room, [...argv, '--check'], 3), all, 'what is left');
    await changes(room, [...argv, '--delete-data'], writesOf(room, name));
    mustMatch(await thingsOf(room, name), bystanders(name), 'what is there');
    mustMatch(await leftOf(room, [...argv, '--check'], 0), [], 'what is left');
  },

  async 'deletes what a stack that is gone has left'(room) {
    const name = nameOf(room);
    await makeStack(room, name, leavingTemplate(name), { Vpc: room.estate.vpc });
    await deleteStack(room, name);
    const left = [`security group ${name}`];
    const orphans = await leftOf(room, ['cleanup', '--orphans', '--check'], 3);
    mustMatch(
      orphans.filter((one) => one.includes(name)),
      left,
      'orphans',
    );
    await changes(room, ['cleanup', '--stack', name, '--retained'], ['DeleteSecurityGroup']);
    mustMatch(await thingsOf(room, name), [`service ${name}`], 'what is there');
  },

  'knows of no stack that never was': (room) =>
    isRefused(room, ['cleanup', '--stack', `${nameOf(room)}x`, '--yes'], 1, /no stack/),
});

/** What a check says is left, by kind and name; it ends with `code`, and writes nothing. */
async function leftOf(room: Room, argv: readonly string[], code: number): Promise<string[]> {
  room.takeWrites();
  const { value } = await room.ecsctl(argv, code);
  mustMatch(value, { subject: someText }, 'check');
  mustMatch(room.takeWrites(), [], 'writes of the check');
  const { left } = value as { left: { kind: string; name: string }[] };
  return left.map(({ kind, name }) => `${kind} ${name}`).sort();
}
