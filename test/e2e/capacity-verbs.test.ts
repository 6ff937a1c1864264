import { describe, expect, it } from 'vitest';
import { RunTask } from '../../src/sandbox/services/ecs/run-task.ts';
import { UpdateService } from '../../src/sandbox/services/ecs/services.ts';
import { splitCommand } from '../../src/sandbox/tour/split-command.ts';
import { withAltered } from '../support/altered-operation.ts';
import { callIn, clusterIn, machinesIn, makeMachines } from '../support/capacity-estate.ts';
import { runCli } from '../support/run-cli.ts';
import { type SandboxRoom, withSandbox } from '../support/sandbox.ts';
import { done, type Journey, kindsOf, refused, writesOf } from '../support/typed.ts';

/** Clusters take ten seconds for a change, and providers too. */
const fast = { speed: 40 };

const put = 'ecs:PutClusterCapacityProviders';
const create = 'ecs:CreateCapacityProvider';
const protect = ['autoscaling:SetInstanceProtection', 'autoscaling:UpdateAutoScalingGroup'];

const journeys: readonly Journey[] = [
  { command: 'capacity attach staging FARGATE FARGATE_SPOT', writes: [put] },
  {
    command: "capacity attach prod --default 'FARGATE:base=1:weight=1,FARGATE_SPOT:weight=4'",
    writes: [put],
  },
  { command: 'capacity attach prod --asg machines --target 90', writes: [create, put] },
  {
    command: 'capacity attach prod FARGATE --asg machines --name nodes --protect --warmup 2m',
    writes: [...protect, create, put],
  },
  {
    command: 'capacity attach prod --asg machines --target 70 --no-protect --no-drain',
    before: ['capacity attach prod --asg machines --protect'],
    writes: [...protect, 'ecs:UpdateCapacityProvider'],
  },
  {
    command: 'capacity attach staging nodes',
    before: ['capacity attach prod --asg machines --name nodes'],
    writes: [put],
  },
  { command: 'capacity detach prod FARGATE_SPOT', writes: [put] },
  {
    command: "capacity detach prod FARGATE_SPOT --default 'FARGATE:weight=3'",
    before: ["capacity attach prod --default 'FARGATE_SPOT'"],
    writes: [put],
  },
];

describe.each(journeys)('$command', (journey) => {
  it('writes nothing in a dry run, then what it says, and the second time nothing', async () => {
    await withSandbox(fast, async (room) => {
      const { world } = room.sandbox;
      makeMachines(world, { size: 3 });
      // The three instances come within minutes, and what protects them finds them there.
      world.clock.advance(300);
      world.settle();
      expect(kindsOf(await writesOf(room, journey))).toEqual([...journey.writes].sort());
    });
  });
});

describe('attaching', () => {
  it('keeps what is attached, and the default strategy', async () => {
    await withSandbox(fast, async (room) => {
      makeMachines(room.sandbox.world);
      await done(room, "capacity attach prod --default 'FARGATE:base=2:weight=1'");
      await done(room, 'capacity attach prod --asg machines');
      expect(clusterIn(room.sandbox.world)).toMatchObject({
        capacityProviders: ['FARGATE', 'FARGATE_SPOT', 'machines'],
        defaultCapacityProviderStrategy: [{ capacityProvider: 'FARGATE', base: 2, weight: 1 }],
      });
    });
  });

  it('from two processes at the same moment leaves both attached', async () => {
    await withSandbox({ speed: 10 }, async (room) => {
      const run = (...words: string[]) =>
        runCli(['capacity', 'attach', ...words, '--yes'], { env: room.env });
      const [one, other] = await Promise.all([run('staging', 'FARGATE'), run('staging', 'FARGATE_SPOT')]);
      expect([one.code, other.code], one.stderr + other.stderr).toEqual([0, 0]);
      const names = clusterIn(room.sandbox.world, 'staging').capacityProviders;
      expect([...names].sort()).toEqual(['FARGATE', 'FARGATE_SPOT']);
    });
  });

  it('one group from two processes makes one provider', async () => {
    await withSandbox(fast, async (room) => {
      makeMachines(room.sandbox.world);
      const run = () =>
        runCli(['capacity', 'attach', 'prod', '--asg', 'machines', '--yes'], { env: room.env });
      const results = await Promise.all([run(), run()]);
      expect(results.map(({ code, stderr }) => [code, code === 0 ? '' : stderr])).toEqual([
        [0, ''],
        [0, ''],
      ]);
      expect(clusterIn(room.sandbox.world).capacityProviders).toContain('machines');
    });
  });

  it('protects the group and, fifty a call, all instances that are there', async () => {
    await withSandbox({ speed: 200 }, async (room) => {
      const { world } = room.sandbox;
      makeMachines(world, { size: 120 });
      await expect.poll(() => callIn(world) && machinesIn(world).instances.length).toBe(120);
      await done(room, 'capacity attach prod --asg machines --protect');
      const writes = room.takeWrites();
      expect(writes.filter((action) => action === 'autoscaling:SetInstanceProtection')).toHaveLength(3);
      expect(writes.indexOf('autoscaling:UpdateAutoScalingGroup')).toBe(0);
      expect(machinesIn(world).instances.every((one) => one.protectedFromScaleIn)).toBe(true);
      expect(machinesIn(world).settings.NewInstancesProtectedFromScaleIn).toBe(true);
    });
  });

  it('waits for a change that is under way, and for the end of its own', async () => {
    await withSandbox({ speed: 12 }, async (room) => {
      const first = runCli(['capacity', 'attach', 'staging', 'FARGATE', '--yes'], { env: room.env });
      await expect
        .poll(() => clusterIn(room.sandbox.world, 'staging').attachedAt, { timeout: 20_000 })
        .toBeDefined();
      await done(room, 'capacity attach staging FARGATE_SPOT');
      expect(clusterIn(room.sandbox.world, 'staging')).toMatchObject({
        capacityProviders: ['FARGATE', 'FARGATE_SPOT'],
        attachedAt: undefined,
      });
      expect((await first).code).toBe(0);
    });
  });

  it('says why AWS could not attach, and tries again when that is mended', async () => {
    await withSandbox(fast, async (room) => {
      makeMachines(room.sandbox.world);
      const failed = (usual: () => unknown) => {
        const output = usual() as { clusters: object[] };
        const [cluster = {}] = output.clusters;
        const isDone = (cluster as { attachmentsStatus?: string }).attachmentsStatus === 'UPDATE_COMPLETE';
        const attachments = [
          {
            id: '1',
            type: 'as_policy',
            status: 'FAILED',
            details: [
              { name: 'capacityProviderName', value: 'machines' },
              { name: 'statusReason', value: 'the caller may not autoscaling:CreateOrUpdateTags' },
            ],
          },
        ];
        const isAttached = clusterIn(room.sandbox.world).capacityProviders.includes('machines');
        if (!isDone || !isAttached) return output;
        return { ...output, clusters: [{ ...cluster, attachmentsStatus: 'UPDATE_FAILED', attachments }] };
      };
      await withAltered('DescribeClusters', failed, async () => {
        const { code, stderr } = await room.run(splitCommand('capacity attach prod --asg machines --yes'));
        expect(code).toBe(1);
        expect(stderr).toContain(
          'as_policy of machines is FAILED, the caller may not autoscaling:CreateOrUpdateTags',
        );
        expect(stderr).toContain('mend that and run the same command again');
        const again = await room.run(splitCommand('capacity attach prod --asg machines --dry-run'));
        expect(again.stdout).toContain('the last change of its capacity providers failed');
      });
      await done(room, 'capacity attach prod --asg machines');
    });
  });

  it('says why a provider could not be made', async () => {
    await withSandbox(fast, async (room) => {
      makeMachines(room.sandbox.world);
      const failed = (usual: () => unknown) => {
        const output = usual() as { capacityProviders?: { name?: string }[] };
        const { capacityProviders = [] } = output;
        const failing = {
          updateStatus: 'CREATE_FAILED',
          updateStatusReason: 'the group is not to be tagged',
        };
        return {
          ...output,
          capacityProviders: capacityProviders.map((one) =>
            one.name === 'machines' ? { ...one, ...failing } : one,
          ),
        };
      };
      await withAltered('DescribeCapacityProviders', failed, async () => {
        const { code, stderr } = await room.run(splitCommand('capacity attach prod --asg machines --yes'));
        expect(code).toBe(1);
        expect(stderr).toContain('capacity provider machines is not ready: the group is not to be tagged');
        expect(stderr).toContain('ecsctl capacity rm machines');
        expect(clusterIn(room.sandbox.world).capacityProviders).not.toContain('machines');
        expect(await refused(room, 'capacity attach staging machines')).toContain('could not be made');
      });
    });
  });

  it('is refused before anything is written, with the way out', async () => {
    await withSandbox(fast, async (room) => {
      const { world } = room.sandbox;
      makeMachines(world);
      makeMachines(world, { name: 'none', most: 0 });
      makeMachines(world, { name: 'ecs-nodes' });
      makeMachines(world, { name: 'other' });
      await done(room, 'capacity attach staging --asg machines --name nodes');
      const told = [
        ['capacity attach prdo FARGATE', 'did you mean prod'],
        ['capacity attach prod FARGAT', 'did you mean FARGATE'],
        ['capacity attach prod --asg machine', 'did you mean machines'],
        ['capacity attach prod --asg none', '--max-size N'],
        ['capacity attach prod --asg ecs-nodes', 'add --name'],
        ['capacity attach prod --asg machines --name mine', '--name nodes'],
        ['capacity attach prod --asg other --name nodes', 'another --name'],
        ["capacity attach prod --default 'nodes'", 'ecsctl capacity attach prod nodes --default'],
      ];
      for (const [command = '', words] of told)
        expect(await refused(room, command), command).toContain(words);
    });
  });

  it('of a twenty-first provider is refused', async () => {
    await withSandbox(fast, async (room) => {
      const cluster = clusterIn(room.sandbox.world, 'staging');
      cluster.capacityProviders = Array.from({ length: 20 }, (_, index) => `nodes-${index}`);
      expect(await refused(room, 'capacity attach staging FARGATE')).toContain(
        'ecsctl capacity detach staging',
      );
    });
  });

  it('is refused where the IAM policy denies the put, with the action that is missing', async () => {
    const iamPolicy = JSON.stringify({
      Version: '2012-10-17',
      Statement: [{ Effect: 'Allow', Action: ['ecs:Describe*', 'ecs:List*'], Resource: '*' }],
    });
    await withSandbox({ ...fast, iamPolicy }, async (room) => {
      const { code, stderr } = await room.run(splitCommand('capacity attach staging FARGATE --yes'));
      expect(code).toBe(1);
      expect(stderr).toContain('the caller needs the IAM action ecs:PutClusterCapacityProviders');
    });
  });
});

describe('detaching', () => {
  /** Moves prod/web to Fargate Spot, as `capacity use` would. */
  function useSpot({ sandbox }: SandboxRoom, capacityProvider = 'FARGATE_SPOT'): void {
    const capacityProviderStrategy = [{ capacityProvider, weight: 1 }];
    const input = { cluster: 'prod', service: 'web', capacityProviderStrategy, forceNewDeployment: true };
    UpdateService(input, callIn(sandbox.world));
  }

  it('names the services and tasks that use a provider, and changes nothing', async () => {
    await withSandbox(fast, async (room) => {
      useSpot(room);
      const { world } = room.sandbox;
      const taskDefinition = clusterIn(world).services.get('worker')?.rollouts[0]?.taskDefinition ?? '';
      const networkConfiguration = clusterIn(world).services.get('worker')?.settings.networkConfiguration;
      const capacityProviderStrategy = [{ capacityProvider: 'FARGATE', weight: 1 }];
      const input = { cluster: 'prod', taskDefinition, capacityProviderStrategy, networkConfiguration };
      const { tasks = [] } = await RunTask(input, callIn(world));
      const id = tasks[0]?.taskArn?.split('/').at(-1);
      const told = await refused(room, 'capacity detach prod FARGATE FARGATE_SPOT');
      expect(told).toContain('FARGATE_SPOT: service web');
      expect(told).toContain(`FARGATE: task ${id} of `);
      expect(told).toContain('ecsctl capacity use prod/web STRATEGY');
      expect(told).toContain(`aws ecs stop-task --cluster prod --task ${id}`);
    });
  });

  it('is done once the service was moved and its deployment is through', async () => {
    await withSandbox({ speed: 50 }, async (room) => {
      useSpot(room);
      useSpot(room, 'FARGATE');
      const told = await refused(room, 'capacity detach prod FARGATE_SPOT');
      expect(told).toContain('service web, in a deployment that is not through');
      await expect
        .poll(
          () =>
            callIn(room.sandbox.world) && clusterIn(room.sandbox.world).services.get('web')?.rollouts.length,
          {
            timeout: 15_000,
          },
        )
        .toBe(1);
      await done(room, 'capacity detach prod FARGATE_SPOT');
      expect(clusterIn(room.sandbox.world).capacityProviders).toEqual(['FARGATE']);
    });
  });

  it('says that something has begun to use it between the look and the change', async () => {
    await withSandbox(fast, async (room) => {
      let looks = 0;
      // The tasks are listed last; then the service moves.
      const moved = (usual: () => unknown) => {
        const output = usual();
        looks += 1;
        if (looks === 1) useSpot(room);
        return output;
      };
      await withAltered('ListTasks', moved, async () => {
        await withAltered(
          'ListServices',
          () => ({ serviceArns: [] }),
          async () => {
            const { code, stderr } = await room.run(splitCommand('capacity detach prod FARGATE_SPOT --yes'));
            expect(code).toBe(1);
            expect(stderr).toContain('FARGATE_SPOT is in use again in cluster prod');
          },
        );
      });
      expect(clusterIn(room.sandbox.world).capacityProviders).toContain('FARGATE_SPOT');
    });
  });

  it('leaves a default strategy that AWS takes, or asks for another', async () => {
    await withSandbox(fast, async (room) => {
      await done(room, "capacity attach prod --default 'FARGATE:weight=2,FARGATE_SPOT:weight=1'");
      await done(room, 'capacity detach prod FARGATE_SPOT');
      const { world } = room.sandbox;
      expect(clusterIn(world).defaultCapacityProviderStrategy).toMatchObject([
        { capacityProvider: 'FARGATE', weight: 2 },
      ]);
      await done(room, 'capacity attach prod FARGATE_SPOT');
      expect(await refused(room, 'capacity detach prod FARGATE')).toContain('--default none');
      await done(room, 'capacity detach prod FARGATE --default none');
      expect(clusterIn(world)).toMatchObject({
        capacityProviders: ['FARGATE_SPOT'],
        defaultCapacityProviderStrategy: [],
      });
    });
  });

  it('of a provider that there is not names the nearest', async () => {
    await withSandbox(fast, async (room) => {
      expect(await refused(room, 'capacity detach prod FARGATE_SPOTS')).toContain(
        'did you mean FARGATE_SPOT',
      );
      expect(await refused(room, 'capacity detach prdo FARGATE')).toContain('did you mean prod');
    });
  });
});

describe('capacity ls', () => {
  it('lists providers with their group, and the clusters that have them', async () => {
    await withSandbox(fast, async (room) => {
      makeMachines(room.sandbox.world);
      await done(room, "capacity attach prod --asg machines --target 85 --protect --default 'machines'");
      const { stdout, code } = await room.run(['capacity', 'ls', '-o', 'json']);
      expect(code).toBe(0);
      const { providers, clusters } = JSON.parse(stdout);
      expect(providers[2]).toMatchObject({
        name: 'machines',
        kind: 'Auto Scaling group',
        status: 'ACTIVE',
        group: 'machines',
        managedScaling: { status: 'ENABLED', target: 85, warmup: 300 },
        terminationProtection: true,
        managedDraining: true,
        clusters: ['prod'],
      });
      expect(clusters[0]).toMatchObject({
        name: 'prod',
        defaultStrategy: [{ capacityProvider: 'machines', base: 0, weight: 1 }],
      });
      const rows = await room.run(['capacity', 'ls', 'prod']);
      expect(rows.stdout).toContain('machines\tAuto Scaling group\tactive\tmachines\t85%\tyes\tyes\tprod');
      const told = await room.run(['capacity', 'ls', 'prdo']);
      expect(told).toMatchObject({ code: 1, stdout: '' });
      expect(told.stderr).toContain('did you mean prod');
    });
  });
});
