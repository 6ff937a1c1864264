import type { Repository } from '@aws-sdk/client-ecr';
import type { Plan } from '../../plan/plan.ts';
import { creationSteps, lifecycleStep, type WantedRepository } from '../repository/creation-steps.ts';
import type { Lack } from '../repository/read-lack.ts';

/** A repository that is there, and what it lacks. */
export interface FoundRepository {
  readonly repository: Repository;
  readonly lacks: Lack;
}

/**
 * Plans that there is such a repository. One that is there is left as it is, and what differs is told; an empty one
 * without a policy gets that, for so a run leaves it that was broken off.
 */
export function planCreation(
  name: string,
  wanted: WantedRepository,
  found: FoundRepository | undefined,
): Plan {
  const subject = `repository ${name}`;
  const place = { repository: name };
  if (!found) return { subject, steps: creationSteps(place, wanted), kept: [], warnings: [] };
  const { lifecycle } = wanted;
  const steps = lifecycle && found.lacks.images ? [lifecycleStep(place, lifecycle, [])] : [];
  const kept = [{ resource: { type: 'repository', id: name }, reason: 'it is there already' }];
  return { subject, steps, kept, warnings: differences(name, wanted, found) };
}

function differences(
  name: string,
  wanted: WantedRepository,
  { repository: found, lacks }: FoundRepository,
): string[] {
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
  const policy =
    wanted.lifecycle && lacks.policy && !lacks.images
      ? [`it has no lifecycle policy: see ecsctl ecr lifecycle set ${name}`]
      : [];
  return [...settings, ...encryption, ...policy];
}
