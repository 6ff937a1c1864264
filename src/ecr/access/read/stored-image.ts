import {
  BatchGetImageCommand,
  DescribeImagesCommand,
  DescribeRepositoriesCommand,
  ECRClient,
  GetRepositoryPolicyCommand,
} from '@aws-sdk/client-ecr';
import { ask, ifThere } from '../../../aws/ask.ts';
import type { Aws } from '../../../aws/aws.ts';
import { readManifest } from '../../image/manifest.ts';
import { manifestTypes } from '../../image/media-types.ts';
import { platformName } from '../../image/platform.ts';
import { readConfiguration } from '../../repository/read-configuration.ts';
import type { ImageName, StoredImage } from '../found.ts';

/** IAM actions of looking at an image and its repository. */
export const imageReads = [
  'ecr:DescribeRepositories',
  'ecr:GetRepositoryPolicy',
  'ecr:DescribeImages',
  'ecr:BatchGetImage',
  'ecr:GetDownloadUrlForLayer',
] as const;

/** The image, its repository and the repository's policy, in whichever account and region they are. */
export async function readStoredImage(aws: Aws, name: ImageName, home: string): Promise<StoredImage> {
  const ecr = (name.region === home ? aws : aws.inRegion(name.region)).client(ECRClient);
  const place = { registryId: name.account, repositoryName: name.repository };
  const repository = await ask(() =>
    ifThere('RepositoryNotFoundException', async () => {
      const asked = { registryId: name.account, repositoryNames: [name.repository] };
      return (await ecr.send(new DescribeRepositoriesCommand(asked))).repositories?.[0];
    }),
  );
  if ('value' in repository && repository.value === undefined) {
    const nothing = { value: undefined };
    return { repository, policy: nothing, image: nothing, platforms: nothing };
  }
  const [policy, image] = await Promise.all([
    ask(() =>
      ifThere('RepositoryPolicyNotFoundException', async () => {
        return (await ecr.send(new GetRepositoryPolicyCommand(place))).policyText;
      }),
    ),
    ask(() =>
      ifThere('ImageNotFoundException', async () => {
        const asked = { ...place, imageIds: [idOf(name)], filter: { imageStatus: 'ANY' as const } };
        return (await ecr.send(new DescribeImagesCommand(asked))).imageDetails?.[0];
      }),
    ),
  ]);
  const isThere = 'value' in image && image.value?.imageDigest !== undefined;
  const isActive = isThere && (image.value?.imageStatus ?? 'ACTIVE') === 'ACTIVE';
  const platforms = isActive ? await ask(() => readPlatforms(ecr, name)) : { value: undefined };
  return { repository, policy, image, platforms };
}

function idOf({ tag, digest }: ImageName) {
  return digest === undefined ? { imageTag: tag } : { imageDigest: digest };
}

/** An index names its platforms; of a single image its configuration does, which is a layer to the registry. */
async function readPlatforms(client: ECRClient, name: ImageName): Promise<string[] | undefined> {
  const place = { registryId: name.account, repositoryName: name.repository };
  const asked = { ...place, imageIds: [idOf(name)], acceptedMediaTypes: [...manifestTypes] };
  const [image] = (await client.send(new BatchGetImageCommand(asked))).images ?? [];
  if (image?.imageManifest === undefined) return undefined;
  const bytes = Buffer.from(image.imageManifest);
  const manifest = readManifest(bytes, name.text, image.imageManifestMediaType);
  if (manifest.config === undefined) {
    return manifest.children.flatMap(({ platform }) => platformName(platform) ?? []);
  }
  const platform = platformName(await readConfiguration(client, place, manifest.config.digest));
  return platform === undefined ? undefined : [platform];
}
