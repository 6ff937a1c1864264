import { duration } from '../../terminal/ago.ts';
import { type Field, fields } from '../../terminal/fields.ts';
import { quantity } from '../../terminal/number.ts';
import type { Screen } from '../../terminal/screen.ts';
import { boundsGauge } from './bounds-gauge.ts';
import { renderCharts } from './render-charts.ts';
import { renderPipe } from './render-pipe.ts';
import { renderPolicies } from './render-policies.ts';
import { renderActivities, renderSchedules } from './render-times.ts';
import { renderVerdict } from './render-verdict.ts';
import type { DeploymentStatus, StatusValue, TaskCounts } from './value.ts';

/**
 * The whole chain on one screen, the answer first: what the metrics say, what the policies make of it, what was done
 * lately, and the capacity that has to carry it.
 */
export function renderStatus(value: StatusValue, screen: Screen): string {
  if (!screen.aligned) return renderPipe(value, screen);
  const now = { ...screen, now: value.at };
  return [
    renderVerdict(value, now),
    renderTasks(value, now),
    renderCharts(value, now),
    renderPolicies(value, now),
    renderSchedules(value, now),
    ...(value.bounds ? [renderActivities(value, now)] : []),
  ]
    .filter(Boolean)
    .join('\n\n');
}

function renderTasks(value: StatusValue, screen: Screen): string {
  const { tasks, bounds, deployment, capacity } = value;
  const list: Field[] = [
    { label: 'Tasks', value: tasksText(tasks) },
    { label: 'Deployment', value: deployment && deploymentText(deployment, screen) },
    { label: 'Capacity', value: capacity.text },
  ];
  const lines = fields(list, screen);
  return bounds ? `${boundsLine(value, screen)}\n${lines}` : lines;
}

function boundsLine({ tasks, bounds, deployment }: StatusValue, screen: Screen): string {
  const label = 'Bounds'.padEnd((deployment ? 'Deployment' : 'Capacity').length + 3);
  return bounds ? screen.paint.faint(label) + boundsGauge(tasks, bounds, screen) : '';
}

function tasksText({ desired, running, pending }: TaskCounts): string {
  return `${quantity(desired)} desired, ${quantity(running)} running, ${quantity(pending)} pending`;
}

function deploymentText({ since, desired, running, failedTasks }: DeploymentStatus, { now }: Screen): string {
  const lasting = since ? ` for ${duration((now.getTime() - since.getTime()) / 1000)}` : '';
  const failed = failedTasks > 0 ? `, ${quantity(failedTasks)} failed` : '';
  return `in progress${lasting}, ${running} of ${desired} tasks${failed}: nothing scales in meanwhile`;
}
