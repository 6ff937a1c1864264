import { describe, expect, it } from 'vitest';
import { AwsError } from '../../src/sandbox/service.ts';
import { CreateSubnet } from '../../src/sandbox/services/ec2/subnets.ts';
import { CreateVpc } from '../../src/sandbox/services/ec2/vpcs.ts';
import { UpdateService } from '../../src/sandbox/services/ecs/services.ts';
import { splitCommand } from '../../src/sandbox/tour/split-command.ts';
import { withAltered } from '../support/altered-operation.ts';
import { callIn, clusterIn } from '../support/capacity-estate.ts';
import { infrastructureRoleArn, makeManagedRoles, makeProfile, makeRole } from '../support/managed-estate.ts';
import { type SandboxRoom, withSandbox } from '../support/sandbox.ts';
import { done, type Journey, refused, writesOf } from '../support/typed.ts';

/** Clusters and providers take ten seconds for a change, instances a minute or two. */
const fast = { speed: 100 };

const create = 'ecs:CreateCapacityProvider';
const update = 'ecs:UpdateCapacityProvider';
const put = 'ecs:PutClusterCapacityProviders';

const roles = '--infrastructure-role ecsInfrastructureRole --instance-profile ecsInstanceRole';
const own = `capacity managed prod --name own ${roles} --subnets subnet-1,subnet-2 --vcpu 2-8 --memory 4096-16384`;

async function withRoles(setup: object, use: (room: SandboxRoom) => Promise<void>): Promise<void> {
  await withSandbox({ ...fast, ...setup }, async (room) => {
    makeManagedRoles(callIn(room.sandbox.world));
    await use(room);
  });
}

const ownIn = ({ sandbox }: SandboxRoom) =>
  callIn(sandbox.world).region.ecs.capacityProviders.get('own')?.about;

const journeys: readonly Journey[] = [
  { command: own, writes: [create] },
  {
    command: `${own} --security-groups sg-1 --spot --arch arm64 --monitoring detailed --storage 80 --propagate-tags --default own`,
    writes: [create, put],
  },
  { command: 'capacity managed prod --name own --scale-in-after never', before: [own], writes: [update] },
  {
    command: "capacity managed prod --name own --exclude 't3.*' --no-propagate-tags --subnets subnet-3",
    before: [`${own} --propagate-tags`],
    writes: [update],
  },
  {
    command: "capacity managed prod --name own --default 'own:base=1:weight=1'",
    before: [own],
    writes: [put],
  },
];

describe.each(journeys)('$command', (journey) => {
  it('writes nothing in a dry run, then what it says, and the second time nothing', async () => {
    await withRoles({}, async (room) => {
      expect(await writesOf(room, journey)).toEqual(journey.writes);
    });
  });
});

describe('capacity managed', () => {
  it('makes a provider that a service can use at once, on instances that come by themselves', async () => {
    await withRoles({}, async (room) => {
      const { world } = room.sandbox;
      const { stdout } = await done(room, `${own} -o json`);
      expect(JSON.parse(stdout)).toMatchObject({
        subject: 'cluster prod',
        changed: true,
        outcome: [{ status: 'done' }, { status: 'done' }],
      });
      const capacityProviderStrategy = [{ capacityProvider: 'own', weight: 1 }];
      const input = { cluster: 'prod', service: 'web', capacityProviderStrategy, forceNewDeployment: true };
      UpdateService(input, callIn(world));
      const moved = () => callIn(world) && clusterIn(world).services.get('web');
      await expect.poll(() => moved()?.rollouts.length, { timeout: 20_000 }).toBe(1);
      const instances = [...clusterIn(world).containerInstances.values()];
      expect(instances.map(({ capacityProviderName }) => capacityProviderName)).toContain('own');
      const { stdout: listed } = await room.run(['capacity', 'ls', 'prod']);
      expect(listed).toContain('own\tmanaged instances\tactive');
    });
  }, 40_000);

  it('knows roles by name and by ARN, and finds which there are not', async () => {
    await withRoles({}, async (room) => {
      const with_ = (role: string, profile: string) =>
        `capacity managed prod --name own --infrastructure-role ${role} --instance-profile ${profile} --subnets subnet-1`;
      expect(await refused(room, with_('nobody', 'ecsInstanceRole'))).toContain('there is no role nobody');
      expect(await refused(room, with_('ecsInfrastructureRole', 'none'))).toContain(
        'no instance profile none',
      );
      makeRole(callIn(room.sandbox.world), 'tasks', 'ecs-tasks.amazonaws.com');
      const told = await refused(room, with_('tasks', 'ecsInstanceRole'));
      expect(told).toContain('role tasks does not let ecs.amazonaws.com assume it');
      expect(told).toContain('aws iam update-assume-role-policy --role-name tasks');
      makeProfile(callIn(room.sandbox.world), 'machines');
      const warned = await room.run(splitCommand(`${with_(infrastructureRoleArn, 'machines')} --dry-run`));
      expect(warned.stdout).toContain(
        'whose names begin with ecsInstanceRole: with role machines no instance',
      );
    });
  });

  it('is refused before anything is written, with the way out', async () => {
    await withRoles({}, async (room) => {
      expect(await refused(room, 'capacity managed prod --name own', 2)).toContain(
        'a new one needs --infrastructure-role, --instance-profile, --subnets',
      );
      expect(await refused(room, own.replace(' prod ', ' prdo '))).toContain('did you mean prod');
      expect(await refused(room, `${own} --default nodes`)).toContain('which cluster prod does not have');
      await done(room, own);
      expect(await refused(room, 'capacity managed prod --name own --spot')).toContain(
        'was made without Spot',
      );
      expect(await refused(room, 'capacity detach prod own')).toContain('ecsctl capacity rm own');
      expect(await refused(room, 'capacity attach prod own')).toContain('belongs to cluster prod alone');
    });
  });

  it('says why AWS could not make it, and the way on from there', async () => {
    await withRoles({}, async (room) => {
      const { world } = room.sandbox;
      const forget = (usual: () => unknown) => {
        callIn(world).region.iam.roles.delete('ecsInfrastructureRole');
        return usual();
      };
      await withAltered('CreateCapacityProvider', forget, async () => {
        const { code, stderr } = await room.run(splitCommand(`${own} --default own --yes`));
        expect(code).toBe(1);
        expect(stderr).toContain('ECS was unable to assume the role');
        expect(stderr).toContain('remove it with "ecsctl capacity rm own"');
      });
      expect(clusterIn(world).defaultCapacityProviderStrategy).toEqual([]);
      makeRole(callIn(world), 'ecsInfrastructureRole', 'ecs.amazonaws.com');
      expect(await refused(room, own)).toContain('ecsctl capacity rm own -c prod');
      await done(room, 'capacity rm own -c prod');
      await done(room, own);
      expect(ownIn(room)?.status).toBe('ACTIVE');
    });
  });

  it('names the right to pass a role where that is missing', async () => {
    await withRoles({}, async (room) => {
      const deny = () => {
        throw new AwsError(
          'AccessDeniedException',
          `User: arn:aws:iam::123456789012:user/me is not authorized to perform: iam:PassRole on resource: ${infrastructureRoleArn}`,
        );
      };
      await withAltered('CreateCapacityProvider', deny, async () => {
        const { code, stderr } = await room.run(splitCommand(`${own} --yes`));
        expect(code).toBe(1);
        expect(stderr).toContain('the caller needs the IAM action iam:PassRole');
      });
    });
  });

  it('goes without a look at roles that it may not see, where their ARNs are given', async () => {
    const iamPolicy = JSON.stringify({
      Version: '2012-10-17',
      Statement: [{ Effect: 'Allow', Action: 'ecs:*', Resource: '*' }],
    });
    await withRoles({ iamPolicy }, async (room) => {
      expect(await refused(room, own)).toContain('the caller needs the IAM action iam:Get');
      const arn = 'arn:aws:iam::123456789012';
      const named = own
        .replace(' ecsInfrastructureRole', ` ${arn}:role/ecsInfrastructureRole`)
        .replace(' ecsInstanceRole', ` ${arn}:instance-profile/ecsInstanceRole`);
      const { stderr } = await done(room, named);
      expect(stderr).toContain('you may not look at ecsInstanceRole');
      expect(ownIn(room)?.status).toBe('ACTIVE');
    });
  });

  it('goes on after an interruption with the wait, and the default that was still to come', async () => {
    await withRoles({}, async (room) => {
      const { world } = room.sandbox;
      const { capacityProviderSeconds } = world.rules;
      world.rules.capacityProviderSeconds = 365 * 86_400;
      const command = splitCommand(`${own} --default own --yes`);
      const { code } = await room.run(command, { interruptAt: /✔ create/ });
      expect(code).toBe(130);
      expect(ownIn(room)?.updateStatus).toBe('CREATE_IN_PROGRESS');
      world.rules.capacityProviderSeconds = capacityProviderSeconds;
      const provider = callIn(world).region.ecs.capacityProviders.get('own');
      if (provider) provider.settlesAt = world.clock.now().getTime() + 300_000;
      room.takeWrites();
      const again = await room.run(command);
      expect(again.code, again.stderr).toBe(0);
      expect(room.takeWrites()).toEqual([put]);
      expect(clusterIn(world).defaultCapacityProviderStrategy).toMatchObject([{ capacityProvider: 'own' }]);
    });
  }, 30_000);

  it('launches in the zones of its subnets', async () => {
    await withRoles({}, async (room) => {
      const { world } = room.sandbox;
      const { Vpc } = CreateVpc({ CidrBlock: '10.9.0.0/16' }, callIn(world));
      const { Subnet } = CreateSubnet(
        { VpcId: Vpc?.VpcId, CidrBlock: '10.9.0.0/24', AvailabilityZone: 'us-east-1c' },
        callIn(world),
      );
      await done(room, own.replace('subnet-1,subnet-2', Subnet?.SubnetId ?? ''));
      const capacityProviderStrategy = [{ capacityProvider: 'own', weight: 1 }];
      const input = { cluster: 'prod', service: 'web', capacityProviderStrategy, forceNewDeployment: true };
      UpdateService(input, callIn(world));
      const zones = () =>
        [...(callIn(world) && clusterIn(world).containerInstances.values())].flatMap(({ attributes = [] }) =>
          attributes.filter(({ name }) => name === 'ecs.availability-zone').map(({ value }) => value),
        );
      await expect.poll(() => new Set(zones()), { timeout: 20_000 }).toEqual(new Set(['us-east-1c']));
    });
  }, 30_000);
});
