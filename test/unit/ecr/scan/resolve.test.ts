import { BatchGetImageCommand, ECRClient, ListImagesCommand } from '@aws-sdk/client-ecr';
import { mockClient } from 'aws-sdk-client-mock';
import { describe, expect, it } from 'vitest';
import { resolveImage } from '../../../../src/ecr/scan/resolve.ts';
import { readTarget } from '../../../../src/ecr/scan/target.ts';

const digest = (letter: string) => `sha256:${letter.repeat(64)}`;
const target = readTarget('web:1.2');

function client(answer: object): ECRClient {
  const ecr = new ECRClient({ region: 'us-east-1' });
  const mock = mockClient(ecr).on(BatchGetImageCommand).resolves(answer);
  mock.on(ListImagesCommand).resolves({ imageIds: [{ imageTag: '1.1' }] });
  return ecr;
}

const handed = (manifest: object) =>
  client({ images: [{ imageId: { imageDigest: digest('0') }, imageManifest: JSON.stringify(manifest) }] });

const child = (letter: string, more: object) => ({
  digest: digest(letter),
  size: 1,
  mediaType: 'm',
  ...more,
});

describe('resolveImage', () => {
  it('finds the platforms of an index, and leaves out what a build attests', async () => {
    const index = {
      manifests: [
        child('a', { platform: { os: 'linux', architecture: 'amd64' } }),
        child('b', { platform: { os: 'linux', architecture: 'arm', variant: 'v7' } }),
        child('c', { platform: { os: 'unknown', architecture: 'unknown' } }),
        child('d', { annotations: { 'vnd.docker.reference.type': 'attestation-manifest' } }),
        child('e', {}),
      ],
    };
    expect(await resolveImage(handed(index), target)).toEqual({
      kind: 'there',
      digest: digest('0'),
      platforms: [
        { digest: digest('a'), platform: 'linux/amd64' },
        { digest: digest('b'), platform: 'linux/arm/v7' },
        { digest: digest('e') },
      ],
      attestations: 2,
    });
  });

  it('takes an image of one platform as it is', async () => {
    const image = { config: child('c', {}), layers: [] };
    expect(await resolveImage(handed(image), target)).toMatchObject({ platforms: [{ digest: digest('0') }] });
  });

  it('has no verdict on what runs and is gone, and fails on what was named and is not there', async () => {
    const failures = [{ failureCode: 'ImageNotFound', failureReason: 'gone' }];
    const running = { ...target, runsIn: ['prod/web'] };
    expect(await resolveImage(client({ failures }), running)).toEqual({
      kind: 'untold',
      why: 'it runs, and is gone from its repository',
    });
    await expect(resolveImage(client({ failures }), target)).rejects.toThrow('there is no image web:1.2');
    const archived = client({ failures: [{ failureCode: 'ImageInaccessible', failureReason: 'archived' }] });
    expect(await resolveImage(archived, target)).toEqual({
      kind: 'untold',
      why: 'ECR does not hand it out: archived',
    });
  });
});
