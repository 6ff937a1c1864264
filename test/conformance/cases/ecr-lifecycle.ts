import { mustMatch } from '../matches.ts';
import { changes, isRefused, type Room } from '../room.ts';
import { type Case, casesOf } from './case.ts';
import { elsewhere, makeImages, makeRepository, makeStock, need, putImage } from './ecr-estate.ts';

const untagged = { tagStatus: 'untagged', countType: 'sinceImagePushed', countUnit: 'days', countNumber: 7 };

const policy = JSON.stringify({
  rules: [{ rulePriority: 1, description: 'A week', selection: untagged, action: { type: 'expire' } }],
});

async function makeWithPolicy(room: Room): Promise<string> {
  const name = await makeRepository(room);
  await room.aws(
    ...['ecr', 'put-lifecycle-policy', '--repository-name', name, ...elsewhere],
    ...['--lifecycle-policy-text', policy],
  );
  return name;
}

/** A repository with two images, of which a task definition names the older one. */
async function makeNeeded(room: Room): Promise<string> {
  const name = await makeStock(room);
  for (const [index, image] of makeImages(2).entries()) await putImage(room, name, image, `v${index + 1}`);
  await need(room, name, 'v1');
  return name;
}

async function policyOf(room: Room, name: string): Promise<unknown> {
  return (await room.ecsctl(['ecr', 'lifecycle', 'show', name, ...elsewhere])).value;
}

const showCases = casesOf('ecr lifecycle show', {
  async 'shows the policy as ECR has it'(room) {
    const name = await makeWithPolicy(room);
    mustMatch(
      await policyOf(room, name),
      { repository: name, policy: { rules: [{ rulePriority: 1, selection: untagged }] } },
      'policy',
    );
    await isRefused(
      room,
      ['ecr', 'lifecycle', 'show', `${name}x`, ...elsewhere],
      1,
      /no repository .*did you/s,
    );
  },
});

const setCases = casesOf('ecr lifecycle set', {
  async 'puts a policy, then another, and warns of what ECS needs'(room) {
    const name = await makeNeeded(room);
    const set = ['ecr', 'lifecycle', 'set', name, ...elsewhere];
    await changes(room, [...set, '--untagged', '7d'], ['PutLifecyclePolicy']);
    const { value } = await room.ecsctl([...set, '--keep', '1', '--yes']);
    const warnings = [/^v1 expires by rule 1, and ECS needs it: .*the newest of its family/];
    mustMatch(value, { changed: true, plan: { warnings } }, 'second policy');
    const kept = { tagStatus: 'tagged', countType: 'imageCountMoreThan', countNumber: 1 };
    const { lifecyclePolicyText } = await room.aws<{ lifecyclePolicyText: string }>(
      ...['ecr', 'get-lifecycle-policy', '--repository-name', name, ...elsewhere],
    );
    mustMatch(JSON.parse(lifecyclePolicyText), { rules: [{ selection: kept }] }, 'policy');
    await isRefused(room, set, 2, /nothing is said of the policy/);
  },
});

const previewCases = casesOf('ecr lifecycle preview', {
  async 'tells what would go although ECS needs it'(room) {
    const name = await makeNeeded(room);
    room.takeWrites();
    const preview = ['ecr', 'lifecycle', 'preview', name, '--keep', '1', ...elsewhere];
    const { value } = await room.ecsctl(preview, 3);
    const image = { image: 'v1', fate: 'expires', rulePriority: 1, neededBy: /the newest of its family/ };
    mustMatch(value, { repository: name, imageCount: 2, neededCount: 1, images: [image] }, 'preview');
  },

  'names the repositories there are, for one that does not exist': (room) =>
    isRefused(
      room,
      ['ecr', 'lifecycle', 'preview', 'nothing/here', ...elsewhere],
      1,
      /no repository nothing\/here/,
    ),
});

const rmCases = casesOf('ecr lifecycle rm', {
  async 'removes the policy'(room) {
    const name = await makeWithPolicy(room);
    await changes(room, ['ecr', 'lifecycle', 'rm', name, ...elsewhere], ['DeleteLifecyclePolicy']);
    mustMatch(await policyOf(room, name), { policy: null }, 'policy');
    await isRefused(
      room,
      ['ecr', 'lifecycle', 'rm', `${name}x`, ...elsewhere],
      1,
      /no repository .*did you/s,
    );
  },
});

export const lifecycleCases: readonly Case[] = [...showCases, ...setCases, ...previewCases, ...rmCases];
