import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { DescribeSecurityGroupsCommand, EC2Client } from '@aws-sdk/client-ec2';
import { ECSClient, ListTaskDefinitionsCommand } from '@aws-sdk/client-ecs';
import {
  DescribeLoadBalancersCommand,
  DescribeTargetGroupsCommand,
  ElasticLoadBalancingV2Client,
} from '@aws-sdk/client-elastic-load-balancing-v2';
import { describe, expect, it } from 'vitest';
import { type SandboxRoom, withSandbox } from '../support/sandbox.ts';
import { resourcesOf, touchedBetween } from '../support/world-snapshot.ts';

const cleanUp = ['cleanup', '--stack', 'lab'];
const leftover = { scenario: 'leftover', speed: 600 };

/** The touched resources by their names alone; ids that AWS makes up are left out. */
function namesOf(touched: readonly string[]): string[] {
  return touched.map((key) => key.replace(/ arn:\S+\/(lab[^/\s]*)\S*/, ' $1').replace(/ sg-\w+/, ''));
}

/** The names of what there is in the region, as the SDK reads them. */
async function readBack({ settings }: SandboxRoom) {
  const balancing = new ElasticLoadBalancingV2Client(settings);
  const ec2 = new EC2Client(settings);
  const ecs = new ECSClient(settings);
  const { LoadBalancers = [] } = await balancing.send(new DescribeLoadBalancersCommand({}));
  const { TargetGroups = [] } = await balancing.send(new DescribeTargetGroupsCommand({}));
  const { SecurityGroups = [] } = await ec2.send(new DescribeSecurityGroupsCommand({}));
  const { taskDefinitionArns = [] } = await ecs.send(new ListTaskDefinitionsCommand({ status: 'ACTIVE' }));
  for (const client of [balancing, ec2, ecs]) client.destroy();
  return {
    loadBalancers: LoadBalancers.map(({ LoadBalancerName }) => LoadBalancerName),
    targetGroups: TargetGroups.map(({ TargetGroupName }) => TargetGroupName),
    securityGroups: SecurityGroups.map(({ GroupName }) => GroupName).filter((name) => name !== 'default'),
    revisions: taskDefinitionArns.map((arn) => arn.split('/').at(-1)),
  };
}

describe('a look at what a deleted stack has left', () => {
  it('names it and writes nothing, however the verb is held back', async () => {
    await withSandbox(leftover, async (room) => {
      const before = resourcesOf(room.sandbox.world);
      const check = await room.run([...cleanUp, '--check']);
      expect(check).toMatchObject({ code: 3, stderr: '' });
      expect(check.stdout).toMatch(/load balancer lab-alb.*16\.43/);

      expect(await room.run([...cleanUp, '--dry-run'])).toMatchObject({ code: 0, stderr: '' });
      expect(await room.run([...cleanUp, '--dry-run', '--detailed-exitcode'])).toMatchObject({ code: 3 });
      expect(existsSync(room.env.XDG_STATE_HOME ?? '')).toBe(false);

      const unasked = await room.run(cleanUp);
      expect(unasked.code).toBe(2);
      expect(unasked.stderr).toMatch(/error: .*--yes/);

      const typed = { at: /Type lab to go on/, text: '\n' };
      const declined = await room.run(cleanUp, { tty: { columns: 100 }, typed });
      expect(declined.code).toBe(4);
      expect(declined.stderr).toContain('stack lab is left as it was');

      expect(room.takeWrites()).toEqual([]);
      expect(touchedBetween(before, resourcesOf(room.sandbox.world))).toEqual([]);
    });
  });
});

describe('the clean-up of what a deleted stack has left', () => {
  it('leaves nothing of it, nothing else is touched, and a second run finds nothing to do', async () => {
    await withSandbox(leftover, async (room) => {
      const before = resourcesOf(room.sandbox.world);
      const typed = { at: /Type lab to go on/, text: 'lab\n' };
      const { code, stdout } = await room.run(cleanUp, { tty: { columns: 100 }, typed });
      expect(code).toBe(0);
      expect(stdout).toContain('Nothing is left of stack lab.');
      expect(await readBack(room)).toEqual({
        loadBalancers: ['shop-alb'],
        targetGroups: ['shop-tg'],
        securityGroups: ['shop-tasks'],
        revisions: ['shop:1'],
      });
      expect(namesOf(touchedBetween(before, resourcesOf(room.sandbox.world)))).toEqual([
        'gone: us-east-1 task definition lab:2',
        'gone: us-east-1 task definition lab:3',
        'gone: us-east-1 load balancer lab-alb',
        'gone: us-east-1 target group lab-tg',
        'gone: us-east-1 listener lab-alb',
        'gone: us-east-1 listener rule lab-alb',
        'gone: us-east-1 security group',
      ]);

      room.takeWrites();
      const again = await room.run([...cleanUp, '--yes']);
      expect(again).toMatchObject({ code: 0, stdout: 'Nothing is left of stack lab.\n', stderr: '' });
      expect(await room.run([...cleanUp, '--check'])).toMatchObject({ code: 0 });
      expect(room.takeWrites()).toEqual([]);
    });
  });

  it('writes down what it deletes before it deletes the first thing', async () => {
    await withSandbox(leftover, async (room) => {
      const { ledger } = room.sandbox;
      let first: RunFiles = {};
      ledger.onRecord = ({ isWrite }) => {
        if (!isWrite) return;
        ledger.onRecord = undefined;
        first = recordIn(room);
      };
      expect(await room.run([...cleanUp, '--yes'])).toMatchObject({ code: 0 });

      expect(first).toMatchObject({
        'plan.json': { command: 'cleanup --stack lab --yes', subject: 'stack lab' },
        'inventory.json': { stacks: [expect.stringContaining(':stack/lab/')] },
        'undo.json': expect.arrayContaining([
          expect.objectContaining({
            operation: 'CreateSecurityGroup',
            input: expect.objectContaining({ GroupName: 'lab-alb', Description: 'lab alb' }),
          }),
        ]),
      });
      const balancer = first['inventory.json']?.things?.find(({ kind }) => kind === 'load balancer');
      expect(balancer?.definition).toMatchObject({ LoadBalancerName: 'lab-alb', Type: 'application' });
      expect(first).not.toHaveProperty('outcome.json');
      expect(recordIn(room)).toHaveProperty('outcome.json');
    });
  });
});

type RunFiles = Readonly<Record<string, { things?: readonly { kind: string; definition: object }[] }>>;

function recordIn({ env }: SandboxRoom): RunFiles {
  const runs = join(env.XDG_STATE_HOME ?? '', 'ecsctl', 'runs');
  const folder = join(runs, readdirSync(runs)[0] ?? '');
  return Object.fromEntries(
    readdirSync(folder).map((name) => [name, JSON.parse(readFileSync(join(folder, name), 'utf8'))]),
  );
}
