import { strategyText } from '../../ecs/strategy.ts';
import type { Screen } from '../../terminal/screen.ts';
import { type Column, table } from '../../terminal/table.ts';
import type { ListedCluster, ListedProvider, ListValue } from './value.ts';

/** A row a provider; for a reader, then the default strategies of the clusters. */
export function renderList(value: ListValue, screen: Screen): string {
  if (!screen.aligned) return table(columns, value.providers, screen);
  const providers = table(columns, value.providers, screen) || nothing(value);
  return [providers, value.clusters.map((one) => clusterLine(one, screen)).join('\n')]
    .filter(Boolean)
    .join('\n\n');
}

function nothing({ region, cluster }: ListValue): string {
  const where = cluster === undefined ? region : `cluster ${cluster}`;
  return `${where} has no capacity provider. Begin with: ecsctl capacity attach ${cluster ?? 'CLUSTER'} FARGATE FARGATE_SPOT`;
}

const columns: readonly Column<ListedProvider>[] = [
  { title: 'provider', value: ({ name }) => name, shrink: 4 },
  { title: 'kind', value: ({ kind }) => kind, shrink: 2 },
  { title: 'status', value: statusText, paint: paintStatus },
  { title: 'group', value: ({ group }) => group, shrink: 3 },
  { title: 'target', value: targetText, align: 'right' },
  { title: 'protected', value: ({ terminationProtection }) => onOff(terminationProtection) },
  { title: 'draining', value: ({ managedDraining }) => onOff(managedDraining) },
  { title: 'clusters', value: ({ clusters }) => clusters.join(', ') || 'none', shrink: 1 },
];

/** `active`, or with what is under way or has failed: `active, delete failed`. */
function statusText({ status, updateStatus = '' }: ListedProvider): string {
  const isTold =
    updateStatus.endsWith('_FAILED') || (status === 'ACTIVE' && updateStatus.endsWith('_PROGRESS'));
  return [status, isTold ? updateStatus : ''].filter(Boolean).join(', ').toLowerCase().replaceAll('_', ' ');
}

function paintStatus(text: string, { status, updateStatus = '' }: ListedProvider, { paint }: Screen): string {
  if (updateStatus.endsWith('_FAILED') || status === 'UNKNOWN') return paint.bad(text);
  return status === 'ACTIVE' ? paint.good(text) : paint.warn(text);
}

/** `90%`, or `off` where ECS does not scale the group. */
function targetText({ managedScaling }: ListedProvider): string | undefined {
  if (!managedScaling) return undefined;
  return managedScaling.status === 'ENABLED' ? `${managedScaling.target}%` : 'off';
}

function onOff(value: boolean | undefined): string | undefined {
  if (value === undefined) return undefined;
  return value ? 'yes' : 'no';
}

function clusterLine({ name, defaultStrategy, attachments }: ListedCluster, { paint }: Screen): string {
  const line = `default of ${paint.strong(name)}: ${strategyText(defaultStrategy)}`;
  if (attachments === 'UPDATE_FAILED')
    return `${line}  ${paint.bad('the last change of its providers failed')}`;
  return attachments === 'UPDATE_IN_PROGRESS' ? `${line}  ${paint.warn('a change is under way')}` : line;
}
