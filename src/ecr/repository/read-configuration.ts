import { type ECRClient, GetDownloadUrlForLayerCommand } from '@aws-sdk/client-ecr';
import type { Platform } from '../image/platform.ts';

/** Milliseconds for a document of a few kilobytes. */
const fetchPatience = 5000;

/**
 * The configuration of an image, which is a layer to the registry. What cannot be fetched from where ECR keeps its layers only
 * leaves the platform open.
 * @throws what ECR answers.
 */
export async function readConfiguration(
  client: ECRClient,
  place: { readonly registryId?: string; readonly repositoryName: string },
  layerDigest: string,
): Promise<Partial<Platform> | undefined> {
  const { downloadUrl } = await client.send(new GetDownloadUrlForLayerCommand({ ...place, layerDigest }));
  return configurationAt(downloadUrl);
}

async function configurationAt(url = ''): Promise<Partial<Platform> | undefined> {
  try {
    const answer = await fetch(url, { signal: AbortSignal.timeout(fetchPatience) });
    return answer.ok ? ((await answer.json()) as Partial<Platform>) : undefined;
  } catch {
    return undefined;
  }
}
