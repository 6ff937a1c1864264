import type { Attachment, CapacityProvider, Cluster } from '@aws-sdk/client-ecs';
import type { Wait } from '../plan/apply.ts';
import { groupDeleted, groupEmpty, providerDeleted } from './removal-waits.ts';
import { judgeDeployment } from './use/judge-deployment.ts';

/** What capacity's plans may wait for. */
export const waits = {
  'providers attached': providersAttached,
  'capacity provider ready': providerReady,
  'deployment through': judgeDeployment,
  'capacity provider deleted': providerDeleted,
  'group empty': groupEmpty,
  'group deleted': groupDeleted,
};

/** Until the last change of a cluster's capacity providers is made, or has failed. */
function providersAttached({ cluster }: Parameters<Wait>[0]): ReturnType<Wait> {
  const { clusterName, attachmentsStatus, attachments = [] } = (cluster ?? {}) as Cluster;
  if (attachmentsStatus === 'UPDATE_IN_PROGRESS') {
    return { kind: 'waiting', for: `the capacity providers of cluster ${clusterName}` };
  }
  if (attachmentsStatus !== 'UPDATE_FAILED') return { kind: 'done', value: { cluster } };
  const reasons = attachments.flatMap(reasonOf);
  return {
    kind: 'failed',
    why:
      `AWS could not attach what cluster ${clusterName} is to have: ${reasons.join('; ') || 'it gives no reason'}; ` +
      'mend that and run the same command again, or take the provider off with "ecsctl capacity detach"',
  };
}

/** Why an attachment is not as it should be, in AWS's own words where it has any. */
function reasonOf({ type = 'attachment', status = '', details = [] }: Attachment): string[] {
  if (/^(CREATED|ATTACHED|COMPLETE|ACTIVE)$/i.test(status)) return [];
  const told = (name: RegExp) => details.find((detail) => name.test(detail.name ?? ''))?.value;
  const provider = told(/^capacityProviderName$/i);
  const reason = told(/reason|message/i);
  return [[`${type}${provider ? ` of ${provider}` : ''} is ${status}`, reason].filter(Boolean).join(', ')];
}

/** Until a capacity provider can be attached: AWS makes and changes them after it has answered. */
function providerReady(output: Parameters<Wait>[0]): ReturnType<Wait> {
  const [found]: readonly CapacityProvider[] = Array.isArray(output.capacityProviders)
    ? output.capacityProviders
    : [];
  const { name, status, updateStatus = '', updateStatusReason } = found ?? {};
  if (/^(CREATE|UPDATE)_FAILED$/.test(updateStatus) || status === 'DEPROVISIONING' || status === 'INACTIVE') {
    const reason = updateStatusReason ?? `it is ${status}`;
    const way = updateStatus === 'CREATE_FAILED' ? `; remove it with "ecsctl capacity rm ${name}"` : '';
    return { kind: 'failed', why: `capacity provider ${name} is not ready: ${reason}${way}` };
  }
  if (status === 'ACTIVE' && !updateStatus.endsWith('_IN_PROGRESS')) return { kind: 'done', value: output };
  return { kind: 'waiting', for: `capacity provider ${name} to be ready` };
}
