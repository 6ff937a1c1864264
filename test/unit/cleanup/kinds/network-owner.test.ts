import type { NetworkInterface } from '@aws-sdk/client-ec2';
import type { Task } from '@aws-sdk/client-ecs';
import { describe, expect, it } from 'vitest';
import { ownerOf } from '../../../../src/cleanup/kinds/network/owner.ts';

function told(found: NetworkInterface, region = 'eu-west-1', task?: Task) {
  const taskOf = new Map(task ? [[uuid, task]] : []);
  const where = { region, groupOf: new Map([['i-1', 'nodes']]), taskOf };
  const owner = ownerOf({ OwnerId: '123456789012', RequesterManaged: true, ...found }, where);
  return owner && [owner.name, owner.tie && `${owner.tie.to.kind} ${owner.tie.to.id}`];
}

const uuid = '11111111-1234-4234-a111-111111111111';
const attachment = `arn:aws:ecs:eu-west-1:123456789012:attachment/${uuid}`;
const clusterArn = 'arn:aws:ecs:eu-west-1:123456789012:cluster/prod';
const taskArn = 'arn:aws:ecs:eu-west-1:123456789012:task/prod/0a1b';
const managedTags = [
  { Key: 'aws:ecs:clusterName', Value: 'prod' },
  { Key: 'aws:ecs:serviceName', Value: 'web' },
];

describe('the owner of a network interface', () => {
  it.each([
    ['net', 'eu-west-1', 'aws'],
    ['gwy', 'cn-north-1', 'aws-cn'],
    ['app', 'us-gov-west-1', 'aws-us-gov'],
  ])('is a load balancer of type %s in %s', (type, region, partition) => {
    const id = `arn:${partition}:elasticloadbalancing:${region}:123456789012:loadbalancer/${type}/web/50dc6c49`;
    expect(told({ Description: `ELB ${type}/web/50dc6c49` }, region)).toEqual([
      'load balancer web',
      `load balancer ${id}`,
    ]);
  });

  it.each([
    ['service:web', 'a task of service prod/web', 'service prod/web'],
    ['family:job', 'task prod/0a1b', `task ${taskArn}`],
    [undefined, 'task prod/0a1b', `task ${taskArn}`],
  ])('is the service of its task, or the task itself: %s', (group, name, tie) => {
    expect(told({ Description: attachment }, 'eu-west-1', { group, clusterArn, taskArn })).toEqual([
      name,
      tie,
    ]);
  });

  it('is told by the managed tags where the task is not found any more', () => {
    expect(told({ Description: attachment, TagSet: managedTags })).toEqual([
      'a task of service prod/web',
      'service prod/web',
    ]);
  });

  it('is a task that is not found where no tag tells', () => {
    expect(told({ Description: attachment })).toEqual(['a task', `task ${attachment}`]);
    expect(told({ Description: attachment, TagSet: managedTags.slice(0, 1) })).toEqual([
      'a task in cluster prod',
      `task ${attachment}`,
    ]);
  });

  it.each(['ELB classic-web', 'AWS Lambda VPC ENI-resize-1c1e', 'EFS mount target for fs-1 (fsmt-1)'])(
    'has no tie where its kind is not looked for: %s',
    (Description) => {
      expect(told({ Description })).toEqual([Description, undefined]);
    },
  );

  it('is whoever asked for it where nothing describes it', () => {
    expect(told({ RequesterId: 'amazon-rds' })).toEqual(['a resource of amazon-rds', undefined]);
  });

  it('is an instance that takes the interface with it, in a group or in none', () => {
    const attached = (InstanceId: string, DeleteOnTermination = true) =>
      told({ RequesterManaged: false, Attachment: { InstanceId, DeleteOnTermination } });
    expect(attached('i-1')).toEqual(['instance i-1', 'auto scaling group nodes']);
    expect(attached('i-2')).toEqual(['instance i-2', undefined]);
    expect(attached('i-1', false)).toBeUndefined();
  });

  it('is nobody where somebody made the interface', () => {
    expect(told({ RequesterManaged: false, Description: 'spare' })).toBeUndefined();
  });
});
