import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { CloudWatchClient, DescribeAlarmsCommand } from '@aws-sdk/client-cloudwatch';
import { describe, expect, it } from 'vitest';
import { withSandbox } from '../support/sandbox.ts';
import { done, type Journey, kindsOf, refused, writesOf } from '../support/typed.ts';

const bounds = 'scale set prod/web --min 2 --max 10';

const journeys: readonly Journey[] = [
  {
    command: "scale step prod/web --metric cpu --out '70:+1,85:+3' --in '30:-1'",
    before: [bounds],
    writes: ['application-autoscaling:PutScalingPolicy', 'cloudwatch:PutMetricAlarm'],
  },
  {
    command: "scale step prod/web --metric queue:jobs --out '100:+10%' --cooldown 2m --for 2",
    before: [bounds],
    writes: ['application-autoscaling:PutScalingPolicy', 'cloudwatch:PutMetricAlarm'],
  },
  {
    command: "scale step prod/web --alarm web-p99-slow --adjust '+2'",
    before: [bounds],
    writes: ['application-autoscaling:PutScalingPolicy', 'cloudwatch:PutMetricAlarm'],
  },
  {
    command: "scale step prod/web --alarm 웹-오류율-높음 --adjust '=5'",
    before: [bounds],
    writes: ['application-autoscaling:PutScalingPolicy', 'cloudwatch:PutMetricAlarm'],
  },
  {
    command: "scale schedule prod/web office --window 'MON-FRI 09:00-18:00' --timezone Asia/Seoul --min 4",
    before: [bounds],
    writes: ['application-autoscaling:PutScheduledAction'],
  },
  {
    command: "scale schedule prod/web nightly --cron '0 2 * * ? *' --max 5 --start 2030-01-01T00:00:00Z",
    before: [bounds],
    writes: ['application-autoscaling:PutScheduledAction'],
  },
  {
    command: 'scale predict prod/web --cpu 60',
    before: [bounds],
    writes: ['application-autoscaling:PutScalingPolicy'],
  },
  {
    command: 'scale predict prod/web --requests 800 --apply',
    before: [bounds],
    writes: ['application-autoscaling:PutScalingPolicy'],
  },
  {
    command: 'scale suspend prod/web in',
    before: [bounds],
    writes: ['application-autoscaling:RegisterScalableTarget'],
  },
  {
    command: 'scale resume prod/web',
    before: [bounds, 'scale suspend prod/web'],
    writes: ['application-autoscaling:RegisterScalableTarget'],
  },
  {
    command: 'scale set prod/worker --min 1 --max 9 --queue jobs --latency 60s --per-message 2s',
    writes: ['application-autoscaling:PutScalingPolicy', 'application-autoscaling:RegisterScalableTarget'],
  },
  {
    command: 'scale set prod/web --memory 70 --replace',
    before: [`${bounds} --cpu 60`, "scale step prod/web --metric cpu --out '70:+1'"],
    writes: [
      'application-autoscaling:DeleteScalingPolicy',
      'application-autoscaling:PutScalingPolicy',
      'cloudwatch:DeleteAlarms',
    ],
  },
  {
    command: 'scale rm prod/web --all',
    before: [
      `${bounds} --cpu 60`,
      "scale step prod/web --metric cpu --out '70:+1'",
      "scale step prod/web --alarm web-p99-slow --adjust '+2'",
      "scale schedule prod/web nightly --rate '1 hour' --min 3",
    ],
    writes: [
      'application-autoscaling:DeleteScalingPolicy',
      'application-autoscaling:DeleteScheduledAction',
      'application-autoscaling:DeregisterScalableTarget',
      'cloudwatch:DeleteAlarms',
    ],
  },
];

describe.each(journeys)('$command', (journey) => {
  it('writes nothing in a dry run, then what it says, and the second time nothing', async () => {
    await withSandbox({}, async (room) => {
      expect(kindsOf(await writesOf(room, journey))).toEqual(journey.writes);
    });
  });
});

describe('what a service needs before its policy', () => {
  it('is a deployment that publishes its CPU every 20 seconds, waited for', async () => {
    await withSandbox({ speed: 60 }, async (room) => {
      await done(room, 'scale set prod/web --min 2 --max 10 --cpu 60 --high-resolution');
      expect(room.takeWrites()).toEqual(
        expect.arrayContaining(['ecs:UpdateService', 'application-autoscaling:PutScalingPolicy']),
      );
      await done(room, 'scale set prod/web --cpu 60 --high-resolution');
      expect(room.takeWrites()).toEqual([]);
    });
  });

  it('is Container Insights for a backlog, turned on where that is asked for', async () => {
    await withSandbox({}, async (room) => {
      const command = 'scale set staging/api --min 1 --max 3 --queue jobs --backlog 30';
      expect(await refused(room, command)).toContain('Container Insights is off for cluster staging');
      await done(room, `${command} --enable-container-insights`);
      expect(room.takeWrites()).toContain('ecs:UpdateClusterSettings');
    });
  });
});

describe('an alarm that was tied', () => {
  it('keeps everything that it had, and its other actions', async () => {
    await withSandbox({}, async (room) => {
      const read = async () => {
        const client = new CloudWatchClient(room.settings);
        const { MetricAlarms: [alarm] = [] } = await client.send(
          new DescribeAlarmsCommand({ AlarmNames: ['web-p99-slow'] }),
        );
        client.destroy();
        const { AlarmActions = [], ...rest } = alarm ?? {};
        const { AlarmConfigurationUpdatedTimestamp: _updated, ...kept } = rest;
        return { actions: AlarmActions, kept };
      };
      await done(room, bounds);
      const before = await read();
      expect(before.kept).toMatchObject({ ExtendedStatistic: 'p99', TreatMissingData: 'notBreaching' });
      await done(room, "scale step prod/web --alarm web-p99-slow --adjust '+2'");
      const after = await read();
      expect(after.kept).toEqual(before.kept);
      expect(after.actions).toEqual([...before.actions, expect.stringContaining(':scalingPolicy:')]);
    });
  });
});

describe('a metric of the user’s own', () => {
  it('is read from the JSON that aws takes', async () => {
    await withSandbox({}, async (room) => {
      const file = join(room.folder, 'metric.json');
      writeFileSync(
        file,
        JSON.stringify({
          TargetValue: 7,
          CustomizedMetricSpecification: { MetricName: '주문', Namespace: 'Shop', Statistic: 'Sum' },
        }),
      );
      await done(room, `${bounds} --metric-json ${file}`);
      await done(room, `scale set prod/web --metric-json ${file}`);
      expect(kindsOf(room.takeWrites())).toEqual([
        'application-autoscaling:PutScalingPolicy',
        'application-autoscaling:RegisterScalableTarget',
      ]);
    });
  });
});
