import { describe, expect, it } from 'vitest';
import { readManifest } from '../../../../src/ecr/image/manifest.ts';
import { isUncompressed, mediaTypes } from '../../../../src/ecr/image/media-types.ts';
import { isPlatform, parsePlatform, platformName } from '../../../../src/ecr/image/platform.ts';
import { refusedFor } from '../../../support/refused.ts';

const digest = `sha256:${'1'.repeat(64)}`;
const bytes = (value: unknown) => Buffer.from(JSON.stringify(value));

describe('a manifest', () => {
  it('is what it says, or what names it says, or what it looks like', () => {
    const config = { mediaType: 'x', digest, size: 1 };
    expect(readManifest(bytes({ mediaType: 'a', config }), 'it', 'b').mediaType).toBe('a');
    expect(readManifest(bytes({ config }), 'it', 'b').mediaType).toBe('b');
    expect(readManifest(bytes({ config }), 'it').mediaType).toBe(mediaTypes.ociManifest);
    expect(readManifest(bytes({ manifests: [] }), 'it').mediaType).toBe(mediaTypes.ociIndex);
  });

  it.each([
    ['no JSON', Buffer.from('{'), 'is no manifest'],
    ['nothing of the kind', bytes({ a: 1 }), 'neither'],
    ['a bad digest', bytes({ config: { digest: 'sha256:1', size: 1 } }), 'is no digest'],
    ['a bad size', bytes({ config: { digest, size: -1 } }), 'how large'],
  ])('is refused for %s', (_, text, naming) => {
    expect(() => readManifest(text, 'the file')).toThrow(naming);
  });
});

describe('platforms', () => {
  it.each([
    [{ os: 'linux', architecture: 'arm64' }, 'linux/arm64', true],
    [{ os: 'linux', architecture: 'arm64' }, 'linux/arm64/v8', true],
    [{ os: 'linux', architecture: 'arm', variant: 'v7' }, 'linux/arm', true],
    [{ os: 'linux', architecture: 'arm', variant: 'v6' }, 'linux/arm/v7', false],
    [{ os: 'windows', architecture: 'amd64' }, 'linux/amd64', false],
  ])('%j is %s: %s', (platform, wanted, is) => {
    expect(isPlatform(platform, parsePlatform(wanted))).toBe(is);
  });

  it('have a name unless they run nowhere', () => {
    expect(platformName({ os: 'linux', architecture: 'arm', variant: 'v7' })).toBe('linux/arm/v7');
    expect(platformName({ os: 'unknown', architecture: 'unknown' })).toBeUndefined();
    refusedFor('usage', 'arm64', () => parsePlatform('arm64'));
  });
});

it.each([
  ['application/vnd.oci.image.layer.v1.tar', true],
  ['application/vnd.docker.image.rootfs.diff.tar', true],
  ['application/vnd.oci.image.layer.v1.tar+gzip', false],
  ['application/vnd.docker.image.rootfs.diff.tar.gzip', false],
  ['application/vnd.in-toto+json', false],
])('%s is unpacked: %s', (type, is) => {
  expect(isUncompressed(type)).toBe(is);
});
