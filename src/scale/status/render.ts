import { duration } from '../../terminal/ago.ts';
import { type Field, fields } from '../../terminal/fields.ts';
import { quantity } from '../../terminal/number.ts';
import type { Screen } from '../../terminal/screen.ts';
import { textWidth } from '../../terminal/text-width.ts';
import type { Bounds } from '../editable.ts';
import { boundsGauge } from './bounds-gauge.ts';
import { taskCount } from './measure.ts';
import { renderCharts } from './render-charts.ts';
import { renderPipe } from './render-pipe.ts';
import { renderPolicies } from './render-policies.ts';
import { renderActivities, renderSchedules } from './render-times.ts';
import { renderVerdict } from './render-verdict.ts';
import type { DeploymentStatus, ServiceFleet, StatusValue, TaskCounts } from './value.ts';

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

/** The tasks between their bounds, the deployment and the capacity; and when and where all this was so. */
function renderTasks(value: StatusValue, screen: Screen): string {
  const { tasks, bounds, deployment, capacity } = value;
  const list: Field[] = [
    { label: 'Tasks', value: bounds ? undefined : tasksText(tasks) },
    { label: 'Deployment', value: deployment && deploymentText(deployment, screen) },
    { label: 'Capacity', value: capacity.text },
    { label: 'Instances', value: capacity.fleet?.text },
    { label: 'Waiting', value: capacity.fleet && waitingText(capacity.fleet) },
    { label: 'Asked', value: askedText(value) },
  ];
  const widest = deployment ? 'Deployment' : capacity.fleet ? 'Instances' : 'Capacity';
  const indent = gutter + widest.length;
  const lines = bounds ? [boundsLine(tasks, bounds, indent, screen)] : [];
  return [...lines, fields(list, screen)].join('\n');
}

/** Beside the names of the fields. */
const gutter = 3;

/** The gauge is coloured already, which the value of a field may not be. */
function boundsLine(tasks: TaskCounts, bounds: Bounds, indent: number, screen: Screen): string {
  const bar = boundsGauge(tasks, bounds, screen);
  const text = tasksText(tasks);
  const fits = indent + textWidth(bar) + gutter + text.length <= screen.width;
  const label = screen.paint.faint('Tasks') + ' '.repeat(indent - 'Tasks'.length);
  return fits ? `${label}${bar}${' '.repeat(gutter)}${text}` : `${label}${bar}\n${' '.repeat(indent)}${text}`;
}

/** Why tasks have no place; what comes of it is said by the verdict, and of the providers above. */
function waitingText({ waiting }: ServiceFleet): string | undefined {
  if (waiting.length === 0) return undefined;
  return waiting.map((one) => `${taskCount(one.count)}: ${one.why}`).join('; ');
}

function askedText({ region, at, since }: StatusValue): string {
  const time = at.toISOString().replace(/\.\d+Z$/, 'Z');
  return `${region}, ${time}, ${duration((at.getTime() - since.getTime()) / 1000)} back`;
}

function tasksText({ desired, running, pending }: TaskCounts): string {
  return `${quantity(desired)} desired, ${quantity(running)} running, ${quantity(pending)} pending`;
}

function deploymentText({ since, desired, running, failedTasks }: DeploymentStatus, { now }: Screen): string {
  const lasting = since ? ` for ${duration((now.getTime() - since.getTime()) / 1000)}` : '';
  const failed = failedTasks > 0 ? `, ${quantity(failedTasks)} failed` : '';
  return `in progress${lasting}, ${running} of ${desired} tasks${failed}: nothing scales in meanwhile`;
}
