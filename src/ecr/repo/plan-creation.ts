import type { Repository } from '@aws-sdk/client-ecr';
import type { Plan, Step } from '../../plan/plan.ts';
import { type LifecyclePolicy, policyText, ruleWords } from '../lifecycle/policy.ts';
import { call } from './call.ts';

/** What a new repository is to be like. */
export interface WantedRepository {
  readonly isMutable: boolean;
  readonly scanOnPush: boolean;
  /** The key that images are encrypted with; ECR's own where none is named. */
  readonly kmsKey?: string;
  readonly lifecycle?: LifecyclePolicy;
}

/** Plans that there is such a repository. One that is there is left as it is; what differs is told. */
export function planCreation(name: string, wanted: WantedRepository, found: Repository | undefined): Plan {
  const subject = `repository ${name}`;
  if (found) {
    const resource = { type: 'repository', id: name };
    const kept = [{ resource, reason: 'it is there already' }];
    return { subject, steps: [], kept, warnings: differences(name, wanted, found) };
  }
  return { subject, steps: [creation(name, wanted), ...lifecycle(name, wanted)], kept: [], warnings: [] };
}

function creation(name: string, { isMutable, scanOnPush, kmsKey }: WantedRepository): Step {
  return {
    id: 'repository',
    action: 'create',
    resource: { type: 'repository', id: name },
    reason: 'there is none of that name',
    changes: [
      { field: 'tags', to: isMutable ? 'mutable' : 'immutable' },
      { field: 'scan on push', to: scanOnPush },
      ...(kmsKey === undefined ? [] : [{ field: 'encrypted with', to: kmsKey }]),
    ],
    after: [],
    call: call('CreateRepository', {
      repositoryName: name,
      imageTagMutability: isMutable ? 'MUTABLE' : 'IMMUTABLE',
      imageScanningConfiguration: { scanOnPush },
      ...(kmsKey !== undefined && { encryptionConfiguration: { encryptionType: 'KMS', kmsKey } }),
    }),
    goal: ['RepositoryAlreadyExistsException'],
  };
}

function lifecycle(name: string, { lifecycle: policy }: WantedRepository): Step[] {
  if (!policy) return [];
  return [
    {
      id: 'lifecycle',
      action: 'create',
      resource: { type: 'lifecycle policy', id: name },
      reason: 'what no tag stands for would be kept, and paid for, for ever',
      changes: [{ field: 'rules', from: [], to: policy.rules.map(ruleWords) }],
      after: ['repository'],
      call: call('PutLifecyclePolicy', { repositoryName: name, lifecyclePolicyText: policyText(policy) }),
      settles: { errors: ['RepositoryNotFoundException'], seconds: 20 },
    },
  ];
}

function differences(name: string, wanted: WantedRepository, found: Repository): string[] {
  const isMutable = !found.imageTagMutability?.startsWith('IMMUTABLE');
  const scans = found.imageScanningConfiguration?.scanOnPush ?? false;
  const flags = [
    ...(isMutable === wanted.isMutable ? [] : [wanted.isMutable ? '--mutable' : '--immutable']),
    ...(scans === wanted.scanOnPush ? [] : [wanted.scanOnPush ? '--scan-on-push' : '--no-scan-on-push']),
  ];
  const settings =
    flags.length === 0 ? [] : [`it is set up otherwise: ecsctl ecr repo set ${name} ${flags.join(' ')}`];
  const { kmsKey } = found.encryptionConfiguration ?? {};
  const isOther = wanted.kmsKey !== undefined && kmsKey !== wanted.kmsKey;
  const encryption = isOther
    ? [`it is encrypted with ${kmsKey ?? "ECR's own key"}, which can never be changed`]
    : [];
  return [...settings, ...encryption];
}
