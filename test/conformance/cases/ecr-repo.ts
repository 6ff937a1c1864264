import { mustMatch } from '../matches.ts';
import { changes, changesOnce, isRefused, type Room } from '../room.ts';
import { type Case, casesOf } from './case.ts';
import { elsewhere, makeImages, makeRepository, makeStock, need, putImage } from './ecr-estate.ts';

async function settingsOf({ aws }: Room, name: string): Promise<unknown> {
  const { repositories } = await aws<{ repositories: [unknown] }>(
    ...['ecr', 'describe-repositories', '--repository-names', name, ...elsewhere],
  );
  return repositories[0];
}

const createCases = casesOf('ecr repo create', {
  async 'makes one whose tags stay and whose untagged images expire, and leaves the one that is there'(room) {
    const name = room.service.replace('/', '-');
    const argv = ['ecr', 'repo', 'create', name, ...elsewhere];
    await changes(room, argv, ['CreateRepository', 'PutLifecyclePolicy']);
    const settings = { imageTagMutability: 'IMMUTABLE', imageScanningConfiguration: { scanOnPush: true } };
    mustMatch(await settingsOf(room, name), settings, 'repository');
    const policy = await room.aws('ecr', 'get-lifecycle-policy', '--repository-name', name, ...elsewhere);
    mustMatch(policy, { lifecyclePolicyText: /"untagged".*"countNumber":14\b/s }, 'policy');
    const { value } = await room.ecsctl([...argv, '--mutable', '--yes']);
    const warnings = [new RegExp(`ecr repo set ${name} --mutable`)];
    mustMatch(value, { changed: false, plan: { steps: [], warnings } }, 'wanted otherwise');
  },

  'takes no name that ECR does not take': (room) =>
    isRefused(room, ['ecr', 'repo', 'create', 'Web', ...elsewhere], 2, /Web/),
});

const setCases = casesOf('ecr repo set', {
  async 'fixes the tags and has images scanned, and takes it back'(room) {
    const name = await makeRepository(room);
    const set = ['ecr', 'repo', 'set', name, ...elsewhere];
    const writes = ['PutImageScanningConfiguration', 'PutImageTagMutability'];
    await changes(room, [...set, '--immutable', '--scan-on-push'], writes);
    mustMatch(
      await settingsOf(room, name),
      { imageTagMutability: 'IMMUTABLE', imageScanningConfiguration: { scanOnPush: true } },
      'repository',
    );
    await room.ecsctl([...set, '--mutable', '--yes']);
    mustMatch(await settingsOf(room, name), { imageTagMutability: 'MUTABLE' }, 'repository');
    const argv = ['ecr', 'repo', 'set', `${name}x`, '--immutable', ...elsewhere];
    await isRefused(room, argv, 1, /no repository .*did you mean/s);
  },
});

const rmCases = casesOf('ecr repo rm', {
  async 'removes one with its images where that is asked for'(room) {
    const name = await makeStock(room);
    for (const image of makeImages(2)) await putImage(room, name, image);
    const rm = ['ecr', 'repo', 'rm', name, ...elsewhere];
    await isRefused(room, rm, 1, /has 2 images.*--delete-images/s);
    await changesOnce(room, [...rm, '--delete-images'], ['DeleteRepository']);
    await isRefused(room, rm, 1, /no repository/);
  },

  async 'leaves one with an image that a task definition names'(room) {
    const name = await makeStock(room);
    const [image] = makeImages(1);
    if (image) await putImage(room, name, image, 'v1');
    await need(room, name, 'v1');
    const rm = ['ecr', 'repo', 'rm', name, '--delete-images', ...elsewhere];
    await isRefused(room, rm, 1, /ECS still needs images.*v1: .*the newest of its family/s);
  },
});

export const repoCases: readonly Case[] = [...createCases, ...setCases, ...rmCases];
