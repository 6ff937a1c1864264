import type { ListImageReferrersCommandInput, ListImageReferrersCommandOutput } from '@aws-sdk/client-ecr';
import type { Answer, Call } from '../../service.ts';
import { page, pageSize } from '../paging.ts';
import { findRepository, invalidParameter, invalidToken } from './lookup.ts';

/** The artifacts that belong to an image: signatures, attestations, bills of materials. */
export function ListImageReferrers(
  input: ListImageReferrersCommandInput,
  call: Call,
): Answer<ListImageReferrersCommandOutput> {
  const { manifests } = findRepository(input, call);
  const { artifactTypes: types = [] } = input.filter ?? {};
  const outOfRange = invalidParameter('maxResults', 'Member must have value from 1 to 50');
  const size = pageSize(input.maxResults, { otherwise: 50, most: 50 }, outOfRange);
  const all = [...manifests.values()]
    .filter(({ subject }) => subject === input.subjectId?.imageDigest)
    .filter(({ artifactMediaType }) => types.length === 0 || types.includes(artifactMediaType ?? ''));
  const { items, nextToken } = page(all, input.nextToken, size, invalidToken);
  const referrers = items.map(({ digest, mediaType, artifactMediaType, text, annotations }) => ({
    ...{ digest, mediaType, artifactType: artifactMediaType, annotations },
    ...{ size: Buffer.byteLength(text), artifactStatus: 'ACTIVE' as const },
  }));
  return { referrers, nextToken };
}
