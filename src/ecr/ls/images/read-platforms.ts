import { ECRClient } from '@aws-sdk/client-ecr';
import { eachAtOnce } from '../../../aws/at-once.ts';
import type { Aws } from '../../../aws/aws.ts';
import { readManifest } from '../../image/manifest.ts';
import { platformName } from '../../image/platform.ts';
import { readConfiguration } from '../../repository/read-configuration.ts';
import type { ImageReader } from '../../repository/read-images.ts';
import { isIndex } from '../../repository/stored-image.ts';
import type { ImageGroup } from './group.ts';

/** Configurations that are read, of the newest images: each is a request to ECR and one to where it keeps its layers. */
const mostConfigurations = 100;

/**
 * The platforms of plain images by digest, from the configuration of each: no description and no manifest names them. ECR
 * takes the reading of a manifest for a pull, on which lifecycle policies may depend, so that it is done on request alone.
 * https://github.com/aws/containers-roadmap/issues/2390
 */
export async function readPlatforms(
  aws: Aws,
  reader: ImageReader,
  repositoryName: string,
  groups: readonly ImageGroup[],
): Promise<ReadonlyMap<string, string>> {
  const plain = groups.map(({ image }) => image).filter((image) => !isIndex(image) && !image.isArchived);
  const digests = plain.slice(0, mostConfigurations).map(({ digest }) => digest);
  const manifests = await reader.manifests(digests);
  const named = await eachAtOnce([...manifests], async ([digest, { text, mediaType }]) => {
    const { config } = readManifest(Buffer.from(text), `the manifest of ${digest}`, mediaType);
    if (!config) return [];
    const configuration = await readConfiguration(aws.client(ECRClient), { repositoryName }, config.digest);
    const platform = platformName(configuration);
    return platform === undefined ? [] : [[digest, platform] as const];
  });
  return new Map(named.flat());
}
