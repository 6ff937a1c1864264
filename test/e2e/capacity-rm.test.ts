import { describe, expect, it } from 'vitest';
import { PutClusterCapacityProviders } from '../../src/sandbox/services/ecs/cluster-capacity.ts';
import { RunTask } from '../../src/sandbox/services/ecs/run-task.ts';
import { UpdateService } from '../../src/sandbox/services/ecs/services.ts';
import { RegisterTaskDefinition } from '../../src/sandbox/services/ecs/task-definitions.ts';
import { splitCommand } from '../../src/sandbox/tour/split-command.ts';
import { withAltered } from '../support/altered-operation.ts';
import { callIn, clusterIn, machinesIn, makeMachines } from '../support/capacity-estate.ts';
import { makeManaged, makeManagedRoles } from '../support/managed-estate.ts';
import { type SandboxRoom, withSandbox } from '../support/sandbox.ts';
import { done, planShown, refused } from '../support/typed.ts';

/** Clusters, providers and instances take ten seconds to a minute for a change. */
const fast = { speed: 200 };

/** Group `machines` with so many instances, and its provider `nodes` in the cluster prod. */
async function standNodes(room: SandboxRoom, size = 0, flags = '--no-protect'): Promise<void> {
  const { world } = room.sandbox;
  makeMachines(world, { size });
  await expect
    .poll(
      () => callIn(world) && machinesIn(world).instances.filter(({ state }) => state === 'InService').length,
      { timeout: 20_000 },
    )
    .toBe(size);
  await done(room, `capacity attach prod --asg machines --name nodes ${flags}`);
  room.takeWrites();
}

/** Moves prod/web to another provider, as `capacity use` does. */
function move({ sandbox }: SandboxRoom, capacityProvider: string): void {
  const capacityProviderStrategy = [{ capacityProvider, weight: 1 }];
  const input = { cluster: 'prod', service: 'web', capacityProviderStrategy, forceNewDeployment: true };
  UpdateService(input, callIn(sandbox.world));
}

const providerIn = ({ sandbox }: SandboxRoom, name = 'nodes') =>
  callIn(sandbox.world).region.ecs.capacityProviders.get(name)?.about;

const groupsIn = ({ sandbox }: SandboxRoom) => [...callIn(sandbox.world).region.autoScaling.groups.keys()];

const put = 'ecs:PutClusterCapacityProviders';
const remove = 'ecs:DeleteCapacityProvider';

describe('removing a capacity provider', () => {
  it('writes nothing in a dry run, then takes it off its clusters and deletes it, and its group stays', async () => {
    await withSandbox(fast, async (room) => {
      await standNodes(room, 2);
      await done(room, 'capacity attach staging nodes');
      const shown = await planShown(room, 'capacity rm nodes');
      expect(shown).toContain('ECS scales group machines no longer: it stays at 2 instances');
      expect(shown).toContain('its 2 instances (t3.small) go on running and costing; --asg deletes it, too');
      const { stdout } = await done(room, 'capacity rm nodes -o json');
      expect(JSON.parse(stdout)).toMatchObject({
        subject: 'capacity provider nodes',
        changed: true,
        plan: { kept: [{ resource: { type: 'Auto Scaling group', id: 'machines' } }] },
      });
      expect(room.takeWrites()).toEqual([put, put, remove]);
      expect(providerIn(room)).toMatchObject({ status: 'INACTIVE' });
      expect(clusterIn(room.sandbox.world).capacityProviders).not.toContain('nodes');
      expect(machinesIn(room.sandbox.world).instances).toHaveLength(2);
    });
  });

  it('that is gone says so the second time, and names the nearest', async () => {
    await withSandbox(fast, async (room) => {
      await standNodes(room);
      expect(await refused(room, 'capacity rm node')).toContain('did you mean nodes');
      await done(room, 'capacity rm nodes');
      expect(await refused(room, 'capacity rm nodes')).toContain('there is no capacity provider nodes');
      expect(await refused(room, 'capacity rm other -c prdo')).toContain('did you mean prod');
      expect(await refused(room, 'capacity rm other -c prod')).toContain('no capacity provider other');
    });
  });

  it("of AWS's own is refused", async () => {
    await withSandbox(fast, async (room) => {
      expect(await refused(room, 'capacity rm FARGATE_SPOT -c prod')).toContain(
        'ecsctl capacity detach prod FARGATE_SPOT',
      );
    });
  });

  it('in use says by whom and changes nothing; once the service has moved, it goes', async () => {
    await withSandbox(fast, async (room) => {
      await standNodes(room);
      move(room, 'nodes');
      const told = await refused(room, 'capacity rm nodes');
      expect(told).toContain('capacity provider nodes is in use, and nothing was changed');
      expect(told).toContain('  cluster prod: service web');
      expect(told).toContain('ecsctl capacity use prod/web STRATEGY');
      const { stdout, code } = await room.run(splitCommand('capacity rm nodes --yes -o json'));
      expect(code).toBe(1);
      expect(JSON.parse(stdout)).toMatchObject({ uses: [{ cluster: 'prod', kind: 'service', name: 'web' }] });
      move(room, 'FARGATE');
      await expect
        .poll(
          () =>
            callIn(room.sandbox.world) && clusterIn(room.sandbox.world).services.get('web')?.rollouts.length,
          { timeout: 20_000 },
        )
        .toBe(1);
      await done(room, 'capacity rm nodes');
      expect(providerIn(room)?.status).toBe('INACTIVE');
    });
  }, 60_000);

  it('that is all of a default strategy is refused with the command that mends it', async () => {
    await withSandbox(fast, async (room) => {
      await standNodes(room);
      await done(room, "capacity attach prod --default 'nodes'");
      const told = await refused(room, 'capacity rm nodes');
      expect(told).toContain('its default strategy is nodes:weight=1, of which nothing would be left');
      expect(told).toContain('ecsctl capacity detach prod nodes --default STRATEGY');
      await done(room, 'capacity detach prod nodes --default FARGATE');
      await done(room, 'capacity rm nodes');
    });
  });

  it('that something attaches meanwhile fails with the reason of AWS, and the same command goes on', async () => {
    await withSandbox(fast, async (room) => {
      await standNodes(room);
      const attach = (usual: () => unknown) => {
        const output = usual();
        const own = { capacityProviders: ['nodes'], defaultCapacityProviderStrategy: [] };
        PutClusterCapacityProviders({ cluster: 'staging', ...own }, callIn(room.sandbox.world));
        return output;
      };
      await withAltered('DeleteCapacityProvider', attach, async () => {
        const { code, stderr } = await room.run(splitCommand('capacity rm nodes --yes'));
        expect(code).toBe(1);
        expect(stderr).toContain(
          'capacity provider nodes could not be deleted: The capacity provider cannot be',
        );
        expect(stderr).toContain('associated with the following cluster: staging');
        expect(stderr).toContain('the same command again');
      });
      expect(providerIn(room)).toMatchObject({ status: 'ACTIVE', updateStatus: 'DELETE_FAILED' });
      const { stdout } = await room.run(splitCommand('capacity rm nodes --dry-run'));
      expect(stdout).toContain('update cluster staging');
      expect(stdout).toContain('deleting it has failed before');
      await done(room, 'capacity rm nodes');
      expect(providerIn(room)?.status).toBe('INACTIVE');
    });
  });

  it('that is being deleted is waited for', async () => {
    await withSandbox(fast, async (room) => {
      await standNodes(room);
      await done(room, 'capacity detach prod nodes');
      const { rules } = room.sandbox.world;
      const { capacityProviderSeconds } = rules;
      rules.capacityProviderSeconds = 365 * 86_400;
      const first = await room.run(splitCommand('capacity rm nodes --yes'), { interruptAt: /✔ delete/ });
      expect(first.code).toBe(130);
      expect(providerIn(room)?.updateStatus).toBe('DELETE_IN_PROGRESS');
      rules.capacityProviderSeconds = capacityProviderSeconds;
      const provider = callIn(room.sandbox.world).region.ecs.capacityProviders.get('nodes');
      if (provider) provider.settlesAt = room.sandbox.world.clock.now().getTime() + 600_000;
      room.takeWrites();
      await done(room, 'capacity rm nodes');
      expect(room.takeWrites()).toEqual([]);
      expect(providerIn(room)?.status).toBe('INACTIVE');
    });
  }, 30_000);

  it('names the IAM action that is missing', async () => {
    const iamPolicy = JSON.stringify({
      Version: '2012-10-17',
      Statement: [
        { Effect: 'Allow', Action: '*', Resource: '*' },
        { Effect: 'Deny', Action: 'ecs:DeleteCapacityProvider', Resource: '*' },
      ],
    });
    await withSandbox({ ...fast, iamPolicy }, async (room) => {
      await standNodes(room);
      const { code, stderr } = await room.run(splitCommand('capacity rm nodes --yes'));
      expect(code).toBe(1);
      expect(stderr).toContain('the caller needs the IAM action ecs:DeleteCapacityProvider');
      expect(providerIn(room)?.status).toBe('ACTIVE');
    });
  });
});

describe('removing a capacity provider with its group', () => {
  it('lets go of sixty protected instances, waits for their end, and deletes the group', async () => {
    await withSandbox({ speed: 300 }, async (room) => {
      await standNodes(room, 60, '--protect');
      const { stdout } = await room.run(splitCommand('capacity rm nodes --asg --dry-run'));
      expect(stdout).toContain('its 60 instances end, with whatever is on them');
      expect(stdout).toContain('launch template machines stays');
      await done(room, 'capacity rm nodes --asg');
      expect(room.takeWrites()).toEqual([
        ...[put, remove, 'autoscaling:UpdateAutoScalingGroup'],
        ...['autoscaling:SetInstanceProtection', 'autoscaling:SetInstanceProtection'],
        ...['autoscaling:UpdateAutoScalingGroup', 'autoscaling:DeleteAutoScalingGroup'],
      ]);
      expect(groupsIn(room)).toEqual([]);
      expect(callIn(room.sandbox.world).region.ec2.launchTemplates.size).toBe(1);
      expect(clusterIn(room.sandbox.world).containerInstances.size).toBe(0);
      expect(await refused(room, 'capacity rm nodes --asg')).toContain('no capacity provider nodes');
    });
  }, 60_000);

  it('is refused while instances have tasks, which are named', async () => {
    await withSandbox(fast, async (room) => {
      await standNodes(room, 1);
      const { world } = room.sandbox;
      await expect
        .poll(() => callIn(world) && clusterIn(world).containerInstances.size, { timeout: 20_000 })
        .toBe(1);
      const containerDefinitions = [{ name: 'job', image: 'job:1', cpu: 256, memory: 256 }];
      RegisterTaskDefinition({ family: 'job', containerDefinitions }, callIn(world));
      const input = { cluster: 'prod', taskDefinition: 'job', launchType: 'EC2' as const };
      const { tasks = [] } = await RunTask(input, callIn(world));
      const id = tasks[0]?.taskArn?.split('/').at(-1);
      const told = await refused(room, 'capacity rm nodes --asg');
      expect(told).toContain('Auto Scaling group machines cannot go while one of its instances has tasks');
      expect(told).toContain(`  ${machinesIn(world).instances[0]?.id} in cluster prod: task ${id}`);
      expect(told).toContain(`aws ecs stop-task --cluster prod --task ${id}; or leave --asg out`);
      await done(room, 'capacity rm nodes');
    });
  }, 30_000);

  it('is refused while another provider has the group', async () => {
    await withSandbox(fast, async (room) => {
      await standNodes(room);
      const { sandbox } = room;
      const { region } = callIn(sandbox.world);
      const nodes = region.ecs.capacityProviders.get('nodes');
      if (nodes)
        region.ecs.capacityProviders.set('second', { ...nodes, about: { ...nodes.about, name: 'second' } });
      expect(await refused(room, 'capacity rm nodes --asg')).toContain('ecsctl capacity rm second');
    });
  });

  it.each([1, 3, 6])('goes on where it was killed after %d of its writes', async (count) => {
    await withSandbox(fast, async (room) => {
      await standNodes(room, 3, '--protect');
      const kill = new AbortController();
      const { ledger } = room.sandbox;
      const before = ledger.writes.length;
      const watch = setInterval(() => ledger.writes.length >= before + count && kill.abort(), 1);
      const killed = await room.run(splitCommand('capacity rm nodes --asg --yes'), {
        killedBy: kill.signal,
      });
      clearInterval(watch);
      expect(killed.code).toBe(null);
      const again = await room.run(splitCommand('capacity rm nodes --asg --yes'));
      // All may have been done by then, and what is not there is told as such.
      if (again.code !== 0) expect(again.stderr).toContain('no capacity provider nodes');
      expect(providerIn(room)?.status).toBe('INACTIVE');
      expect(groupsIn(room)).toEqual([]);
    });
  });
});

describe('removing a capacity provider of managed instances', () => {
  it('names its cluster, and ends its instances with it', async () => {
    await withSandbox(fast, async (room) => {
      const { world } = room.sandbox;
      makeManagedRoles(callIn(world));
      makeManaged(callIn(world), 'own', { scaleInAfter: -1 });
      await expect.poll(() => providerIn(room, 'own')?.status, { timeout: 20_000 }).toBe('ACTIVE');
      move(room, 'own');
      await expect
        .poll(() => callIn(world) && clusterIn(world).containerInstances.size, { timeout: 20_000 })
        .toBeGreaterThan(0);
      expect(await refused(room, 'capacity rm own')).toContain('  cluster prod: service web');
      move(room, 'FARGATE');
      await expect
        .poll(() => callIn(world) && clusterIn(world).services.get('web')?.rollouts.length, {
          timeout: 20_000,
        })
        .toBe(1);
      expect(await refused(room, 'capacity rm own --asg')).toContain('has no Auto Scaling group');
      await done(room, "capacity attach prod --default 'FARGATE'");
      room.takeWrites();
      const { stdout } = await done(room, 'capacity rm own -o json');
      expect(
        JSON.parse(stdout).plan.kept.map(({ resource }: { resource: object }) => resource),
      ).toMatchObject([
        { type: 'infrastructure role', id: 'ecsInfrastructureRole' },
        { type: 'instance profile', id: 'ecsInstanceRole' },
      ]);
      expect(room.takeWrites()).toEqual([remove]);
      expect(clusterIn(world).containerInstances.size).toBe(0);
      expect(clusterIn(world).capacityProviders).not.toContain('own');
    });
  }, 60_000);
});
