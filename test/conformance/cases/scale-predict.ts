import { mustMatch } from '../matches.ts';
import { changes, isRefused, type Room, readsBack } from '../room.ts';
import { casesOf } from './case.ts';

async function makeTarget({ aws, resourceId }: Room): Promise<void> {
  await aws(
    ...['application-autoscaling', 'register-scalable-target', '--service-namespace', 'ecs'],
    ...['--scalable-dimension', 'ecs:service:DesiredCount', '--resource-id', resourceId],
    ...['--min-capacity', '2', '--max-capacity', '10'],
  );
}

const target = { MinCapacity: 2, MaxCapacity: 10 };

function forecasting(mode: string) {
  const pair = { PredefinedMetricPairSpecification: { PredefinedMetricType: 'ECSServiceCPUUtilization' } };
  const configuration = { Mode: mode, MetricSpecifications: [{ TargetValue: 60, ...pair }] };
  return { PolicyType: 'PredictiveScaling', PredictiveScalingPolicyConfiguration: configuration };
}

export const predictCases = casesOf('scale predict', {
  async 'forecasts, and scales by it only when it is told to'(room) {
    await makeTarget(room);
    const argv = ['scale', 'predict', room.service, '--cpu', '60'];
    await changes(room, argv, ['PutScalingPolicy']);
    await readsBack(room, { target, policies: [forecasting('ForecastOnly')] });
    await changes(room, [...argv, '--apply'], ['PutScalingPolicy']);
    await readsBack(room, { target, policies: [forecasting('ForecastAndScale')] });
  },

  async 'shows in a dry run what it would make'(room) {
    await makeTarget(room);
    const { value } = await room.ecsctl(['scale', 'predict', room.service, '--memory', '50', '--dry-run']);
    mustMatch(value, { dryRun: true, changed: true, plan: { steps: [{ action: 'create' }] } }, 'dry run');
    mustMatch(room.takeWrites(), [], 'writes of the dry run');
  },

  'asks for bounds first': (room) =>
    isRefused(room, ['scale', 'predict', room.service, '--cpu', '60', '--yes'], 1, /scale set/),
});
