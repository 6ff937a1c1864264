import { ECRClient, ListImagesCommand } from '@aws-sdk/client-ecr';
import type { Aws } from '../../aws/aws.ts';
import { concernsCaller } from '../../aws/caller-error.ts';
import { readPolicy } from '../lifecycle/read-policy.ts';

/** What a repository that is there lacks of a new one. */
export interface Lack {
  /** It has no lifecycle policy. */
  readonly policy: boolean;
  /** It has no image: so a run leaves it that was broken off between the repository and its policy. */
  readonly images: boolean;
}

/** Whether the making of a repository came to its end. Of one that the caller may not look into nothing is known. */
export async function readLack(aws: Aws, repositoryName: string): Promise<Lack> {
  try {
    if (await readPolicy(aws, repositoryName)) return { policy: false, images: false };
    const input = { repositoryName, maxResults: 1 };
    const { imageIds = [] } = await aws.client(ECRClient).send(new ListImagesCommand(input));
    return { policy: true, images: imageIds.length === 0 };
  } catch (error) {
    if (concernsCaller(error)) return { policy: false, images: false };
    throw error;
  }
}
