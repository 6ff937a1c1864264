import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import {
  ApplicationAutoScalingClient,
  DescribeScalableTargetsCommand,
  DescribeScalingPoliciesCommand,
} from '@aws-sdk/client-application-auto-scaling';
import { describe, expect, it } from 'vitest';
import { type SandboxRoom, withSandbox } from '../support/sandbox.ts';

const set = ['scale', 'set', 'prod/web', '--min', '2', '--max', '10', '--cpu', '60', '--requests', '800'];

/** The service's scaling as the SDK reads it. */
async function readBack({ settings }: SandboxRoom) {
  const client = new ApplicationAutoScalingClient(settings);
  const about = { ServiceNamespace: 'ecs', ResourceId: 'service/prod/web' } as const;
  const { ScalableTargets = [] } = await client.send(
    new DescribeScalableTargetsCommand({ ServiceNamespace: 'ecs', ResourceIds: [about.ResourceId] }),
  );
  const { ScalingPolicies = [] } = await client.send(new DescribeScalingPoliciesCommand(about));
  client.destroy();
  return { targets: ScalableTargets, policies: ScalingPolicies };
}

describe('scale set', () => {
  it('makes the target and a policy for each metric, and a second run finds nothing to do', async () => {
    await withSandbox({}, async (room) => {
      const first = await room.run([...set, '--yes']);
      expect(first).toMatchObject({ code: 0, stdout: 'prod/web: done, 3 steps.\n' });
      expect(new Set(room.takeWrites())).toEqual(
        new Set([
          'application-autoscaling:RegisterScalableTarget',
          'application-autoscaling:PutScalingPolicy',
        ]),
      );

      const { targets, policies } = await readBack(room);
      expect(targets).toMatchObject([
        { MinCapacity: 2, MaxCapacity: 10, ScalableDimension: 'ecs:service:DesiredCount' },
      ]);
      const tracked = policies.map(({ TargetTrackingScalingPolicyConfiguration: configuration }) => [
        configuration?.PredefinedMetricSpecification?.PredefinedMetricType,
        configuration?.TargetValue,
      ]);
      expect(tracked.sort()).toEqual([
        ['ALBRequestCountPerTarget', 800],
        ['ECSServiceAverageCPUUtilization', 60],
      ]);
      const label = policies.flatMap(
        ({ TargetTrackingScalingPolicyConfiguration: configuration }) =>
          configuration?.PredefinedMetricSpecification?.ResourceLabel ?? [],
      );
      expect(label).toEqual([
        expect.stringMatching(/^app\/[^/]+\/[0-9a-f]{16}\/targetgroup\/[^/]+\/[0-9a-f]{16}$/),
      ]);

      const second = await room.run([...set, '--yes']);
      expect(second).toMatchObject({ code: 0, stdout: 'prod/web: nothing to do.\n', stderr: '' });
      expect(room.takeWrites()).toEqual([]);
    });
  });

  it('with --dry-run shows the same plan and writes nothing, and leaves no record', async () => {
    await withSandbox({}, async (room) => {
      const dry = await room.run([...set, '--dry-run']);
      expect(dry.code).toBe(0);
      expect(dry.stdout).toContain('prod/web: 3 to create.');
      expect(await room.run([...set, '--dry-run', '--yes', '--detailed-exitcode'])).toMatchObject({
        code: 3,
        stdout: dry.stdout,
      });
      expect(room.takeWrites()).toEqual([]);
      expect(existsSync(room.env.XDG_STATE_HOME ?? '')).toBe(false);

      const real = await room.run([...set, '--yes']);
      expect(real.stderr).toContain(dry.stdout.trim());
      expect(await room.run([...set, '--dry-run', '--detailed-exitcode'])).toMatchObject({ code: 0 });
    });
  });

  it('prints its plan and outcome as JSON and YAML, and what --query picks of them', async () => {
    await withSandbox({}, async (room) => {
      const { stdout } = await room.run([...set, '--dry-run', '-o', 'json']);
      expect(JSON.parse(stdout)).toMatchObject({
        subject: 'prod/web',
        dryRun: true,
        changed: true,
        plan: {
          steps: [{ action: 'create' }, { action: 'create' }, { action: 'create' }],
          kept: [],
          warnings: [],
        },
      });
      const yaml = await room.run([...set, '--dry-run', '-o', 'yaml', '--query', 'plan.steps[].action']);
      expect(yaml.stdout).toBe('- create\n- create\n- create\n');

      const done = await room.run([...set, '--yes', '-o', 'json']);
      const value = JSON.parse(done.stdout);
      expect(value).toMatchObject({ dryRun: false, changed: true });
      expect(value.outcome).toHaveLength(3);
      expect(value.outcome.every(({ status }: { status: string }) => status === 'done')).toBe(true);
    });
  });

  it('leaves a record of the run that only its owner can read', async () => {
    await withSandbox({}, async (room) => {
      await room.run([...set, '--yes']);
      await room.run(['scale', 'set', 'prod/web', '--cpu', '45', '--yes']);
      const runs = join(room.env.XDG_STATE_HOME ?? '', 'ecsctl', 'runs');
      const [, second = ''] = readdirSync(runs).sort();
      expect(second).toMatch(/^\d{4}-\d\d-\d\dT[\d-]+Z-scale-set-\d+$/);
      const files = readdirSync(join(runs, second));
      expect(files.sort()).toEqual(['outcome.json', 'plan.json', 'undo.json']);
      for (const name of files) expect(statSync(join(runs, second, name)).mode & 0o777).toBe(0o600);
      const undo = JSON.parse(readFileSync(join(runs, second, 'undo.json'), 'utf8'));
      expect(undo).toMatchObject([
        {
          operation: 'PutScalingPolicy',
          input: { TargetTrackingScalingPolicyConfiguration: { TargetValue: 60 } },
        },
      ]);
    });
  });

  it('asks on a terminal, and takes yes and no for an answer', async () => {
    await withSandbox({}, async (room) => {
      const asked = { tty: { columns: 100 } };
      const no = await room.run(set, { ...asked, typed: { at: /Change prod\/web\?/, text: 'n\n' } });
      expect(no.code).toBe(4);
      expect(no.stderr).toContain('prod/web is left as it was');
      expect(room.takeWrites()).toEqual([]);

      const yes = await room.run(set, { ...asked, typed: { at: /Change prod\/web\?/, text: 'y\n' } });
      expect(yes).toMatchObject({ code: 0 });
      expect(yes.stdout).toContain('prod/web: done, 3 steps.');
    });
  });

  it('without a terminal asks nothing, names the flag and writes nothing', async () => {
    await withSandbox({}, async (room) => {
      const { code, stderr } = await room.run(set);
      expect(code).toBe(2);
      expect(stderr).toMatch(/error: .*--yes/);
      expect(room.takeWrites()).toEqual([]);
    });
  });

  it('logs each call with --debug, and never a secret', async () => {
    await withSandbox({}, async (room) => {
      const { stderr } = await room.run([...set, '--dry-run', '--debug'], {
        env: { AWS_SECRET_ACCESS_KEY: 'hush-hush', AWS_SESSION_TOKEN: 'hush-token' },
      });
      expect(stderr).toMatch(/^ecs:DescribeServices 200 \d+ ms request [0-9a-f-]{36}$/m);
      expect(stderr).toMatch(/^elasticloadbalancing:DescribeLoadBalancers 200 \d+ ms/m);
      expect(stderr).not.toContain('hush');
    });
  });

  it('rides out faults, and does the work once', async () => {
    const faults = 'throttle=0.1,5xx=0.1,reset=0.05,slow=20ms,seed=11';
    await withSandbox({ faults }, async (room) => {
      expect(await room.run([...set, '--yes'])).toMatchObject({ code: 0 });
      expect((await readBack(room).catch(() => readBack(room))).policies).toHaveLength(2);
    });
  });

  it('says what was done and what failed, and goes on from there when it is run again', async () => {
    await withSandbox({ faults: '5xx@application-autoscaling:PutScalingPolicy x24' }, async (room) => {
      const failed = await room.run([...set, '--yes', '-o', 'json'], { env: { AWS_MAX_ATTEMPTS: '2' } });
      expect(failed.code).toBe(1);
      expect(failed.stderr).toContain('prod/web: 1 of 3 steps done');
      const statuses = JSON.parse(failed.stdout).outcome.map(({ status }: { status: string }) => status);
      expect(statuses).toEqual(['done', 'failed', 'failed']);
      for (let run = 0; run < 8; run += 1) {
        const again = await room.run([...set, '--yes'], { env: { AWS_MAX_ATTEMPTS: '6' } });
        if (again.code === 0) break;
      }
      expect((await readBack(room)).policies).toHaveLength(2);
    });
  });
});
