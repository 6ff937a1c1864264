import { describe, expect, it } from 'vitest';
import { AwsError } from '../../src/sandbox/service.ts';
import { RegisterScalableTarget } from '../../src/sandbox/services/application-auto-scaling/targets.ts';
import { CreateRepository } from '../../src/sandbox/services/ecr/repositories.ts';
import { DeleteService, UpdateService } from '../../src/sandbox/services/ecs/services.ts';
import { DescribeServices } from '../../src/sandbox/services/ecs/services-read.ts';
import { splitCommand } from '../../src/sandbox/tour/split-command.ts';
import { withAltered } from '../support/altered-operation.ts';
import { callIn, clusterIn, makeMachines } from '../support/capacity-estate.ts';
import { type RunOptions, runCli } from '../support/run-cli.ts';
import { type SandboxRoom, withSandbox } from '../support/sandbox.ts';
import { done, planShown, refused } from '../support/typed.ts';

/** A deployment takes a minute or two. */
const fast = { speed: 60 };
const spot = 'capacity use prod/web FARGATE_SPOT';
const update = 'ecs:UpdateService';

/** Runs beside what the test does meanwhile. */
function begin({ env }: SandboxRoom, command: string, options: RunOptions = {}) {
  return runCli([...splitCommand(command), '--yes'], { env, ...options });
}

/** The service as DescribeServices gives it. */
function serviceIn({ sandbox }: SandboxRoom, cluster = 'prod', name = 'web') {
  const { services } = DescribeServices({ cluster, services: [name] }, callIn(sandbox.world));
  const [service] = services ?? [];
  if (!service) throw new Error(`no service ${name}`);
  return service;
}

const strategyIn = (room: SandboxRoom) =>
  serviceIn(room).capacityProviderStrategy?.map(({ capacityProvider }) => capacityProvider);

/** Changes prod/web as somebody else would. */
function change({ sandbox }: SandboxRoom, more: Omit<Parameters<typeof UpdateService>[0], 'service'>): void {
  UpdateService({ cluster: 'prod', service: 'web', ...more }, callIn(sandbox.world));
}

function switchBreakerOn(room: SandboxRoom, rollback: boolean): void {
  change(room, { deploymentConfiguration: { deploymentCircuitBreaker: { enable: true, rollback } } });
}

describe('moving a service', () => {
  it('writes nothing in a dry run, then changes it once, and the second time nothing', async () => {
    await withSandbox(fast, async (room) => {
      const command = "capacity use prod/web 'FARGATE:base=1,FARGATE_SPOT:weight=4'";
      expect(await planShown(room, command)).toContain(
        'launch type FARGATE → FARGATE:base=1:weight=1,FARGATE_SPOT:weight=4',
      );
      const before = serviceIn(room).deployments?.[0]?.id;
      await done(room, command);
      expect(room.takeWrites()).toEqual([update]);
      expect(serviceIn(room).deployments).toMatchObject([{ rolloutState: 'COMPLETED', runningCount: 3 }]);
      expect(serviceIn(room).deployments?.[0]?.id).not.toBe(before);
      const turned = "capacity use web 'FARGATE_SPOT:weight=4,FARGATE:base=1' -c prod";
      expect((await done(room, turned)).stdout).toContain('nothing to do');
      expect(room.takeWrites()).toEqual([]);
    });
  });

  it('brings it back to its launch type', async () => {
    await withSandbox(fast, async (room) => {
      await done(room, spot);
      await done(room, 'capacity use prod/web none');
      expect(serviceIn(room)).toMatchObject({ launchType: 'FARGATE', runningCount: 3 });
      expect(strategyIn(room)).toBeUndefined();
      room.takeWrites();
      const { stdout } = await done(room, 'capacity use prod/web none');
      expect(stdout).toContain('nothing to do');
      expect(room.takeWrites()).toEqual([]);
    });
  });

  it('warns of what the deployment meets', async () => {
    await withSandbox(fast, async (room) => {
      change(room, { forceNewDeployment: true });
      const target = { ServiceNamespace: 'ecs', ScalableDimension: 'ecs:service:DesiredCount' } as const;
      RegisterScalableTarget(
        { ...target, ResourceId: 'service/prod/web', MinCapacity: 1, MaxCapacity: 9 },
        callIn(room.sandbox.world),
      );
      const { stdout } = await room.run([...splitCommand(spot), '--dry-run']);
      expect(stdout).toContain('is under way');
      expect(stdout).toContain('service auto scaling takes no task away');
      expect(stdout).toContain('circuit breaker is off');
    });
  });

  it('waits for instances that have to come first', async () => {
    await withSandbox({ scenario: 'ec2', speed: 60 }, async (room) => {
      await done(room, 'capacity attach fleet --asg spare');
      const running = begin(room, 'capacity use fleet/report spare', { tty: { columns: 160 } });
      const { code, stderr } = await running;
      expect(code, stderr).toBe(0);
      expect(stderr).toContain('waiting for its one task to run, 1 waiting for an instance of spare');
      const service = serviceIn(room, 'fleet', 'report');
      expect(service.deployments).toMatchObject([{ rolloutState: 'COMPLETED', runningCount: 1 }]);
    });
  });

  it('ends in time, and says that the deployment goes on', async () => {
    await withSandbox(fast, async (room) => {
      room.sandbox.world.rules.fargateSpotTasks = 0;
      const argv = [...splitCommand(spot), '--yes', '--timeout', '4s'];
      const { code, stderr } = await room.run(argv);
      expect(code, stderr).toBe(5);
      expect(stderr).toContain('gave up after 4 s (--timeout)');
      expect(stderr).toContain('hint: the deployment itself goes on; the same command waits for it again');
    });
  });

  it('goes on where it was interrupted', async () => {
    await withSandbox({ speed: 20 }, async (room) => {
      const cut = await begin(room, spot, { interruptAt: /✔ update service/ });
      expect(cut.code, cut.stderr).toBe(130);
      expect(cut.stderr).toContain('the deployment itself goes on');
      const { id, rolloutState } = serviceIn(room).deployments?.[0] ?? {};
      expect(rolloutState).toBe('IN_PROGRESS');
      room.takeWrites();
      const { stderr } = await done(room, spot);
      expect(stderr).toContain('a deployment of it is under way');
      expect(room.takeWrites()).toEqual([]);
      expect(serviceIn(room).deployments).toMatchObject([{ id, rolloutState: 'COMPLETED' }]);
      expect((await done(room, spot)).stdout).toContain('nothing to do');
    });
  });
});

describe('a deployment that fails', () => {
  it('and is rolled back is told with the reason of its tasks, and the next try warns of it', async () => {
    await withSandbox(fast, async (room) => {
      const { world } = room.sandbox;
      switchBreakerOn(room, true);
      world.rules.fargateSpotTasks = 0;
      const { code, stderr } = await room.run([...splitCommand(spot), '--yes']);
      expect(code, stderr).toBe(1);
      expect(stderr).toContain('ECS is rolling the service back to launch type FARGATE');
      expect(stderr).toContain('ECS deployment circuit breaker: tasks failed to start');
      expect(stderr).toMatch(/\d tasks stopped: Capacity is unavailable at this time/);
      expect(stderr).toContain('give weight to another capacity provider');
      await expect.poll(() => serviceIn(room).deployments?.length, { timeout: 15_000 }).toBe(1);
      expect(strategyIn(room)).toBeUndefined();
      world.rules.fargateSpotTasks = 10;
      const next = await done(room, spot);
      expect(next.stderr).toContain('! the last deployment was rolled back');
      expect(strategyIn(room)).toEqual(['FARGATE_SPOT']);
    });
  });

  it('without a rollback is made once more, never called done', async () => {
    await withSandbox(fast, async (room) => {
      const { world } = room.sandbox;
      switchBreakerOn(room, false);
      const { repository } = await CreateRepository({ repositoryName: 'web' }, callIn(world));
      const { code, stderr } = await room.run([...splitCommand(spot), '--yes']);
      expect(code, stderr).toBe(1);
      expect(stderr).toContain('ECS starts no more tasks of it');
      expect(stderr).toMatch(/\d tasks stopped: CannotPullContainerError: .*web:2024\.1: not found/);
      expect(strategyIn(room)).toEqual(['FARGATE_SPOT']);
      world.region('us-east-1').ecr.repositories.delete(repository?.repositoryName ?? '');
      const next = await done(room, spot);
      expect(next.stderr).toContain('it has the strategy, and yet its last deployment failed');
      expect((await done(room, spot)).stdout).toContain('nothing to do');
    });
  });

  it('because somebody else began another is told as that', async () => {
    await withSandbox({ speed: 20 }, async (room) => {
      const running = begin(room, spot);
      await expect.poll(() => serviceIn(room).deployments?.length, { timeout: 15_000 }).toBe(2);
      const strategy = [{ capacityProvider: 'FARGATE', weight: 1 }];
      change(room, { capacityProviderStrategy: strategy, forceNewDeployment: true });
      const { code, stderr } = await running;
      expect(code, stderr).toBe(1);
      expect(stderr).toMatch(
        /gave way to ecs-svc\/\d+, which somebody else has begun, with FARGATE:weight=1/,
      );
    });
  });

  it('because the service is deleted is told as that', async () => {
    await withSandbox({ speed: 20 }, async (room) => {
      const running = begin(room, spot);
      await expect.poll(() => serviceIn(room).deployments?.length, { timeout: 15_000 }).toBe(2);
      DeleteService({ cluster: 'prod', service: 'web', force: true }, callIn(room.sandbox.world));
      const { code, stderr } = await running;
      expect(code, stderr).toBe(1);
      expect(stderr).toMatch(/service web is being deleted|there is no service web/);
    });
  });
});

describe('a move that AWS would not take', () => {
  it('is refused before anything is written, with the way out', async () => {
    await withSandbox(fast, async (room) => {
      makeMachines(room.sandbox.world);
      await done(room, 'capacity attach staging --asg machines');
      const told = [
        ['capacity use prod/web machines', 'ecsctl capacity attach prod machines'],
        ['capacity use staging/api FARGATE', 'ecsctl capacity attach staging FARGATE'],
        ['capacity use prod/web FARGAT', 'did you mean FARGATE'],
        ['capacity use prod/wbe FARGATE', 'did you mean web'],
        ['capacity use prdo/web FARGATE', 'did you mean prod'],
      ];
      for (const [command = '', words] of told)
        expect(await refused(room, command), command).toContain(words);
      const web = clusterIn(room.sandbox.world).services.get('web');
      if (!web) throw new Error('no web');
      const usual = web.settings;
      const others = [
        [{ deploymentController: { type: 'CODE_DEPLOY' as const } }, 'AppSpec'],
        [{ deploymentController: { type: 'EXTERNAL' as const } }, 'aws ecs create-task-set'],
        [{ schedulingStrategy: 'DAEMON' as const }, 'make a REPLICA service in its place'],
        [{ networkConfiguration: undefined }, '--network-configuration'],
      ] as const;
      for (const [settings, words] of others) {
        web.settings = { ...usual, ...settings };
        expect(await refused(room, spot)).toContain(words);
      }
    });
  });

  it('is refused for what cannot run there', async () => {
    await withSandbox({ scenario: 'ec2', speed: 60 }, async (room) => {
      await done(room, 'capacity attach fleet FARGATE');
      const told = await refused(room, 'capacity use fleet/api FARGATE');
      expect(told).toContain('task definition api:1 was registered for EC2');
      expect(told).toContain('--task-definition api');
    });
  });

  it('is told with what AWS says where only that knows', async () => {
    await withSandbox(fast, async (room) => {
      makeMachines(room.sandbox.world);
      await done(room, 'capacity attach prod --asg machines');
      const dry = await room.run([...splitCommand('capacity use prod/web machines'), '--dry-run']);
      expect(dry.stdout).toContain("AWS's own pages differ on whether it takes that");
      const refuse = () => {
        throw new AwsError('InvalidParameterException', 'The capacity providers are of another type.');
      };
      await withAltered('UpdateService', refuse, async () => {
        const { code, stderr } = await room.run(splitCommand('capacity use prod/web machines --yes'));
        expect(code, stderr).toBe(1);
        expect(stderr).toContain('The capacity providers are of another type; where a service cannot move');
        expect(stderr).toContain('make a second one with the strategy beside it');
      });
      expect(strategyIn(room)).toBeUndefined();
    });
  });

  it('is told with the IAM action that is missing', async () => {
    const iamPolicy = JSON.stringify({
      Version: '2012-10-17',
      Statement: [
        { Effect: 'Allow', Action: ['ecs:Describe*', 'ecs:List*'], Resource: '*' },
        { Effect: 'Allow', Action: 'application-autoscaling:Describe*', Resource: '*' },
      ],
    });
    await withSandbox({ ...fast, iamPolicy }, async (room) => {
      const { code, stderr } = await room.run([...splitCommand(spot), '--yes']);
      expect(code).toBe(1);
      expect(stderr).toContain('the caller needs the IAM action ecs:UpdateService');
    });
  });
});
