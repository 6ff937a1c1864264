import type {
  GetLifecyclePolicyPreviewCommandInput,
  GetLifecyclePolicyPreviewCommandOutput,
  LifecyclePolicyPreviewResult,
  LifecyclePolicyPreviewStatus,
  StartLifecyclePolicyPreviewCommandInput,
  StartLifecyclePolicyPreviewCommandOutput,
} from '@aws-sdk/client-ecr';
import { type Answer, AwsError, type Call } from '../../../service.ts';
import { page, pageSize } from '../../paging.ts';
import { atMostHundred, findRepository, invalidParameter, invalidToken, tagsOf } from '../lookup.ts';
import type { Preview, Repository } from '../state.ts';
import { evaluatePolicy, type Verdict } from './evaluate.ts';
import { lifecycleOf } from './policies.ts';
import { parseLifecyclePolicy } from './policy.ts';

const DAY_MS = 24 * 3600_000;

/** Tries a policy, that of the repository where none is given. */
export function StartLifecyclePolicyPreview(
  input: StartLifecyclePolicyPreviewCommandInput,
  call: Call,
): Answer<StartLifecyclePolicyPreviewCommandOutput> {
  const repository = findRepository(input, call);
  const { preview } = repository;
  if (preview && statusOf(preview, call) === 'IN_PROGRESS') {
    const message = `The lifecycle policy preview of the repository with name '${repository.name}' is still in progress`;
    throw new AwsError('LifecyclePolicyPreviewInProgressException', message);
  }
  const text = input.lifecyclePolicyText ?? lifecycleOf(repository, call).text;
  const verdicts = evaluatePolicy(repository, parseLifecyclePolicy(text), call.now);
  const results = verdicts.map((verdict) => resultOf(repository, verdict));
  repository.preview = { text, startedAt: call.now, results };
  return { ...identity(repository, call), lifecyclePolicyText: text, status: 'IN_PROGRESS' };
}

/** Empty until it is complete; a day later it is no longer kept. */
export function GetLifecyclePolicyPreview(
  input: GetLifecyclePolicyPreviewCommandInput,
  call: Call,
): Answer<GetLifecyclePolicyPreviewCommandOutput> {
  const repository = findRepository(input, call);
  const preview = previewOf(repository, call);
  const status = statusOf(preview, call);
  const shown = { ...identity(repository, call), lifecyclePolicyText: preview.text, status };
  if (status !== 'COMPLETE') return { ...shown, previewResults: [] };
  const wanted = preview.results.filter((result) => isWanted(result, input));
  const summary = summaryOf(preview.results);
  if (input.imageIds) return { ...shown, previewResults: wanted, summary };
  const outOfRange = invalidParameter('maxResults', 'Member must have value from 1 to 100');
  const size = pageSize(input.maxResults, { otherwise: 100, most: 100 }, outOfRange);
  const { items, nextToken } = page(wanted, input.nextToken, size, invalidToken);
  return { ...shown, previewResults: items, nextToken, summary };
}

function previewOf({ name, preview }: Repository, { world }: Call): Preview {
  if (preview) return preview;
  const message =
    'Lifecycle policy preview does not exist for the repository with name ' +
    `'${name}' in the registry with id '${world.accountId}'`;
  throw new AwsError('LifecyclePolicyPreviewNotFoundException', message);
}

function statusOf({ startedAt }: Preview, { now, world }: Call): LifecyclePolicyPreviewStatus {
  const age = now.getTime() - startedAt.getTime();
  if (age < world.rules.lifecyclePreviewSeconds * 1000) return 'IN_PROGRESS';
  return age < DAY_MS ? 'COMPLETE' : 'EXPIRED';
}

function resultOf(repository: Repository, { manifest, rule }: Verdict): LifecyclePolicyPreviewResult {
  const tags = tagsOf(repository, manifest.digest);
  return {
    ...(tags.length > 0 && { imageTags: tags }),
    imageDigest: manifest.digest,
    imagePushedAt: manifest.pushedAt,
    action:
      rule.action === 'expire' ? { type: 'EXPIRE' } : { type: 'TRANSITION', targetStorageClass: 'ARCHIVE' },
    appliedRulePriority: rule.rulePriority,
    storageClass: manifest.status === 'ARCHIVED' ? 'ARCHIVE' : 'STANDARD',
  };
}

function isWanted(
  { imageDigest, imageTags = [] }: LifecyclePolicyPreviewResult,
  { imageIds, filter }: GetLifecyclePolicyPreviewCommandInput,
): boolean {
  const { tagStatus = 'ANY' } = filter ?? {};
  if (tagStatus !== 'ANY' && (tagStatus === 'TAGGED') !== imageTags.length > 0) return false;
  if (!imageIds) return true;
  return atMostHundred(imageIds, 'imageIds').some(
    (id) => id.imageDigest === imageDigest || imageTags.includes(id.imageTag ?? ''),
  );
}

function summaryOf(results: readonly LifecyclePolicyPreviewResult[]) {
  const expiring = results.filter(({ action }) => action?.type === 'EXPIRE').length;
  const transitioning = results.length - expiring;
  return {
    expiringImageTotalCount: expiring,
    transitioningImageTotalCounts:
      transitioning === 0 ? [] : [{ targetStorageClass: 'ARCHIVE' as const, imageTotalCount: transitioning }],
  };
}

function identity({ name }: Repository, { world }: Call): { registryId: string; repositoryName: string } {
  return { registryId: world.accountId, repositoryName: name };
}
