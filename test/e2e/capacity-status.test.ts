import stringWidth from 'string-width';
import { describe, expect, it } from 'vitest';
import { CreateCapacityProvider } from '../../src/sandbox/services/ecs/capacity-providers.ts';
import { PutClusterCapacityProviders } from '../../src/sandbox/services/ecs/cluster-capacity.ts';
import { CreateCluster } from '../../src/sandbox/services/ecs/clusters.ts';
import { CreateService, UpdateService } from '../../src/sandbox/services/ecs/services.ts';
import { callIn, clusterIn, makeMachines } from '../support/capacity-estate.ts';
import { type SandboxRoom, withSandbox } from '../support/sandbox.ts';

/** A minute of the world a second: instances come within two. */
const fast = { scenario: 'ec2', speed: 60 };

interface Told {
  readonly verdict: { readonly code: string; readonly text: string; readonly advice?: string };
  readonly tasks: Record<string, number>;
  readonly waiting: readonly { readonly of: string; readonly code: string; readonly why: string }[];
  readonly providers: readonly { readonly name: string; readonly outlook: { readonly code: string } }[];
  readonly instances: readonly { readonly id: string; readonly state: string; readonly provider?: string }[];
  readonly findings: readonly string[];
}

async function look(room: SandboxRoom, cluster = 'fleet'): Promise<Told> {
  const { code, stdout, stderr } = await room.run(['capacity', 'status', cluster, '-o', 'json']);
  expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
  return JSON.parse(stdout);
}

function want({ sandbox }: SandboxRoom, service: string, desiredCount: number): void {
  UpdateService({ cluster: 'fleet', service, desiredCount }, callIn(sandbox.world));
}

function widest(text: string): number {
  return Math.max(...text.split('\n').map((line) => stringWidth(line)));
}

describe('more tasks than fit', () => {
  it('bring instances by themselves, and the status tells of each step', async () => {
    await withSandbox(fast, async (room) => {
      const before = await look(room);
      expect(before).toMatchObject({ verdict: { code: 'placed' }, tasks: { running: 8, waiting: 0 } });
      want(room, 'api', 14);
      const seen = new Set<string>();
      await expect
        .poll(
          async () => {
            const { verdict, waiting, instances, providers, tasks } = await look(room);
            seen.add(verdict.code);
            for (const { code } of waiting) seen.add(code);
            for (const { state } of instances) seen.add(state);
            for (const { outlook } of providers) seen.add(outlook.code);
            return tasks.running;
          },
          { timeout: 60_000, interval: 200 },
        )
        .toBe(15);
      expect([...seen]).toEqual(expect.arrayContaining(['waiting', 'instances-come', 'grows', 'active']));
      expect(seen.has('launching') || seen.has('joining')).toBe(true);
      const after = await look(room);
      expect(after.instances.filter(({ provider }) => provider === 'nodes')).toHaveLength(4);
      expect(after.verdict).toMatchObject({ code: 'placed', text: expect.stringContaining('all 15 tasks') });
      expect(room.takeWrites()).toEqual([]);
    });
  });

  it('are drawn again and again by --watch, until Ctrl-C', async () => {
    await withSandbox({ ...fast, speed: 30 }, async (room) => {
      want(room, 'api', 12);
      await expect.poll(async () => (await look(room)).verdict.code, { interval: 100 }).toBe('waiting');
      const { code, stdout } = await room.run(['capacity', 'status', 'fleet', '--watch', '--debug'], {
        tty: { columns: 100 },
        env: { NO_COLOR: '1' },
        // Each look begins with the cluster: the fifth comes twenty seconds after the first.
        interruptAt: /(DescribeClusters[\s\S]*){5}/,
      });
      expect(code).toBe(0);
      const pictures = stdout.split('\u001b[J').slice(1);
      expect(pictures.length).toBeGreaterThanOrEqual(4);
      expect(pictures[0]).toMatch(/\d tasks? of api waits?: nodes/);
      expect(pictures.at(-1)).toContain('all 13 tasks have a place');
      expect(pictures.at(-1)).not.toContain('WITHOUT A PLACE');
    });
  });

  it('than the group may grow to are named with the way out', async () => {
    await withSandbox({ ...fast, speed: 120 }, async (room) => {
      want(room, 'api', 30);
      await expect
        .poll(async () => (await look(room)).providers[0]?.outlook.code, { timeout: 60_000, interval: 200 })
        .toBe('at-max');
      const { verdict } = await look(room);
      expect(verdict).toMatchObject({
        code: 'stuck',
        text: expect.stringMatching(/tasks of api wait for room: nodes is at its most of 6 instances/),
        advice: expect.stringMatching(/--auto-scaling-group-name nodes --max-size \d+$/),
      });
    });
  });
});

describe('tasks of launch type EC2', () => {
  it('wait for nothing, of which an event is the only trace', async () => {
    await withSandbox(fast, async (room) => {
      want(room, 'report', 3);
      await expect
        .poll(async () => (await look(room)).verdict.code, { timeout: 20_000, interval: 200 })
        .toBe('stuck');
      const { verdict, waiting } = await look(room);
      expect(verdict.text).toMatch(
        /^2 tasks of report wait for room: nothing adds instances for launch type EC2; closest is i-\w+: CPU: 1,024 free of 4,096, needs 3,072\.$/,
      );
      expect(waiting).toMatchObject([
        { of: 'report', count: 2, said: expect.stringContaining('was unable to place a task') },
      ]);
      const { stdout } = await room.run(['scale', 'status', 'fleet/report']);
      expect(stdout).toContain('2 tasks of report wait for room: nothing adds instances');
    });
  });
});

describe('scale status', () => {
  it('tells of the same instances, and says why tasks do not come', async () => {
    await withSandbox(fast, async (room) => {
      const calm = await room.run(['scale', 'status', 'fleet/api']);
      expect(calm.stdout).toContain('instances\troom for 1 more task on 2 instances; nodes, 100% reserved');
      expect((await room.run(['scale', 'status', 'fleet/report'])).stdout).toContain(
        'instances\troom for no more task on 3 instances',
      );
      want(room, 'api', 14);
      await expect
        .poll(
          async () =>
            JSON.parse((await room.run(['scale', 'status', 'fleet/api', '-o', 'json'])).stdout).verdict.text,
          { timeout: 20_000, interval: 100 },
        )
        .toMatch(/tasks of api wait: nodes grows from 2 to \d instances, of at most 6\.$/);
    });
  });

  it('tells all the rest to one who may not look at instances', async () => {
    const iamPolicy = JSON.stringify({
      Version: '2012-10-17',
      Statement: [
        {
          Effect: 'Allow',
          Action: ['ecs:Describe*', 'application-autoscaling:*', 'cloudwatch:*'],
          Resource: '*',
        },
      ],
    });
    await withSandbox({ ...fast, iamPolicy }, async (room) => {
      const { code, stdout } = await room.run(['scale', 'status', 'fleet/api']);
      expect(code).toBe(0);
      expect(stdout).toContain('running\t7');
      expect(stdout).toMatch(/finding\tThe instances under it could not be looked at: .*ecs:List/);
      const status = await room.run(['capacity', 'status', 'fleet']);
      expect(status).toMatchObject({ code: 1, stdout: '' });
      expect(status.stderr).toContain('the caller needs the IAM action ecs:List');
    });
  });

  it('costs a service on Fargate nothing more', async () => {
    await withSandbox({}, async (room) => {
      expect((await room.run(['scale', 'status', 'prod/web'])).code).toBe(0);
      const asked = room.sandbox.ledger.entries.map(({ iamAction }) => iamAction);
      expect(asked.filter((action) => /Instance|ListTasks|TaskDefinition|^autoscaling/.test(action))).toEqual(
        [],
      );
    });
  });
});

describe('a group without instances', () => {
  /** Provider `fresh` of a group that has never launched anything, with a service that fits and one that does not. */
  function provideFresh({ sandbox: { world } }: SandboxRoom): void {
    makeMachines(world, { name: 'fresh' });
    const autoScalingGroupArn = 'fresh';
    const managedScaling = { status: 'ENABLED' } as const;
    const autoScalingGroupProvider = { autoScalingGroupArn, managedScaling };
    CreateCapacityProvider({ name: 'fresh', autoScalingGroupProvider }, callIn(world));
    world.clock.advance(60);
    const attached = { capacityProviders: ['nodes', 'fresh'], defaultCapacityProviderStrategy: [] };
    PutClusterCapacityProviders({ cluster: 'fleet', ...attached }, callIn(world));
    world.clock.advance(60);
    const { services } = clusterIn(world, 'fleet');
    for (const [serviceName, like] of [
      ['small', 'api'],
      ['large', 'report'],
    ] as const) {
      CreateService(
        {
          ...{ cluster: 'fleet', serviceName, desiredCount: 1 },
          taskDefinition: services.get(like)?.rollouts[0]?.taskDefinition,
          networkConfiguration: services.get(like)?.settings.networkConfiguration,
          capacityProviderStrategy: [{ capacityProvider: 'fresh', weight: 1 }],
        },
        callIn(world),
      );
    }
    world.clock.advance(10);
  }

  it('is judged by its launch template, and its first instances are waited for', async () => {
    await withSandbox({ ...fast, speed: 1 }, async (room) => {
      provideFresh(room);
      const { verdict, waiting } = await look(room);
      expect(verdict.code).toBe('stuck');
      expect(waiting).toMatchObject([
        {
          of: 'large',
          code: 'stuck',
          why: 'each needs 3,072 CPU units, and no instance of fresh has more than 2,048',
        },
        { of: 'small', code: 'instances-come', why: 'fresh has no instance that takes tasks' },
      ]);
      const { stdout } = await room.run(['scale', 'status', 'fleet/small']);
      expect(stdout).toContain('1 task of small waits: fresh grows from 0');
      room.sandbox.world.clock.advance(70);
      const { instances } = await look(room);
      // On a busy machine some seconds more have passed by now.
      const state = expect.stringMatching(/^(launching|joining)$/);
      expect(instances.filter(({ provider }) => provider === 'fresh')).toMatchObject([{ state }, { state }]);
    });
  });
});

describe('instances that take no tasks', () => {
  it('are shown with the reason, and left out', async () => {
    await withSandbox({ ...fast, speed: 1 }, async (room) => {
      const [first, second] = clusterIn(room.sandbox.world, 'fleet').containerInstances.values();
      if (first) first.status = 'DRAINING';
      if (second) second.agentConnected = false;
      const { instances, findings } = await look(room);
      expect(instances.map(({ id, state }) => [id, state])).toEqual(
        expect.arrayContaining([
          [first?.ec2InstanceId, 'draining'],
          [second?.ec2InstanceId, 'disconnected'],
        ]),
      );
      expect(findings).toEqual([
        expect.stringContaining(`the agent of ${second?.ec2InstanceId}`),
        `${first?.ec2InstanceId} is draining: no task is placed there.`,
      ]);
    });
  });
});

describe('the screen', () => {
  it('fits, in colour or without, and is plain in a pipe', async () => {
    await withSandbox(fast, async (room) => {
      want(room, 'report', 3);
      for (const columns of [80, 160]) {
        const coloured = await room.run(['capacity', 'status', 'fleet'], { tty: { columns } });
        expect(coloured.stdout).toContain('\u001b[');
        expect(widest(coloured.stdout)).toBeLessThanOrEqual(columns);
      }
      const pipe = await room.run(['capacity', 'status', 'fleet']);
      expect(pipe.stdout).not.toContain('\u001b[');
      expect(pipe.stdout.split('\n').filter((row) => row.startsWith('instance\t'))).toHaveLength(3);
    });
  });

  it('is short for a cluster on Fargate, and helps where there is nothing', async () => {
    await withSandbox({}, async (room) => {
      const prod = await look(room, 'prod');
      expect(prod.verdict.code).toBe('placed');
      expect(prod.instances).toEqual([]);
      const text = (await room.run(['capacity', 'status', 'prod'], { tty: { columns: 80 } })).stdout;
      expect(text).toContain('FARGATE');
      expect(text).not.toContain('INSTANCE');
      CreateCluster({ clusterName: 'bare' }, callIn(room.sandbox.world));
      expect((await look(room, 'bare')).verdict).toMatchObject({
        code: 'nothing',
        advice: 'ecsctl capacity attach bare FARGATE FARGATE_SPOT',
      });
      const missing = await room.run(['capacity', 'status', 'prdo']);
      expect(missing).toMatchObject({ code: 1, stdout: '' });
      expect(missing.stderr).toContain('did you mean prod');
    });
  });
});
