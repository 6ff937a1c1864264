import { mustMatch } from '../matches.ts';
import { changes, isRefused, type Room } from '../room.ts';
import { type Case, casesOf } from './case.ts';
import { elsewhere, makeImages, makeStock, putImage } from './ecr-estate.ts';

const trust = {
  Version: '2012-10-17',
  Statement: [
    { Effect: 'Allow', Principal: { Service: 'ecs-tasks.amazonaws.com' }, Action: 'sts:AssumeRole' },
  ],
};

/** A task definition of an image that is there, whose execution role may do nothing yet. */
async function makeBarred(room: Room): Promise<{ definition: string; role: string }> {
  const name = await makeStock(room);
  const [image] = makeImages(1);
  if (image) await putImage(room, name, image, 'v1');
  const role = name.replace('/', '-');
  const [created, described] = await Promise.all([
    room.aws<{ Role: { Arn: string } }>(
      ...['iam', 'create-role', '--role-name', role, '--assume-role-policy-document', JSON.stringify(trust)],
    ),
    room.aws<{ repositories: [{ repositoryUri: string }] }>(
      ...['ecr', 'describe-repositories', '--repository-names', name, ...elsewhere],
    ),
  ]);
  const container = { name: 'app', image: `${described.repositories[0].repositoryUri}:v1` };
  await room.aws(
    ...['ecs', 'register-task-definition', '--family', role, '--cpu', '256', '--memory', '512'],
    ...['--requires-compatibilities', 'FARGATE', '--network-mode', 'awsvpc', ...elsewhere],
    ...['--execution-role-arn', created.Role.Arn, '--container-definitions', JSON.stringify([container])],
  );
  return { definition: `${role}:1`, role };
}

/** The light of each check of the first image. */
function checksOf(value: unknown): Record<string, string> {
  const { images } = value as { images: [{ checks: { subject: string; light: string }[] }] };
  return Object.fromEntries(images[0].checks.map(({ subject, light }) => [subject, light]));
}

const checkCases = casesOf('ecr access check', {
  async 'finds no road for a service without one to where its image is'(room) {
    room.takeWrites();
    const { value } = await room.ecsctl(['ecr', 'access', 'check', room.service], 3);
    const checks = [
      { subject: 'rights', light: 'green' },
      { subject: 'road', light: 'red' },
    ];
    mustMatch(value, { subject: room.service, light: 'red', images: [{ checks }] }, 'access');
    mustMatch(room.takeWrites(), [], 'writes');
  },

  'names the services there are, for one that does not exist': (room) =>
    isRefused(room, ['ecr', 'access', 'check', `${room.service}x`], 1, /no service .*did you mean/s),
});

const grantCases = casesOf('ecr access grant', {
  async 'gives the role what it lacks, and nothing more'(room) {
    const { definition, role } = await makeBarred(room);
    const check = ['ecr', 'access', 'check', definition, ...elsewhere];
    const barred = await room.ecsctl(check, 3);
    mustMatch(checksOf(barred.value), { trust: 'green', rights: 'red', image: 'green' }, 'before');
    await changes(room, ['ecr', 'access', 'grant', definition, ...elsewhere], ['PutRolePolicy']);
    const { value } = await room.ecsctl(check);
    mustMatch(checksOf(value), { trust: 'green', rights: 'green', image: 'green' }, 'after');
    const policies = await room.aws('iam', 'list-role-policies', '--role-name', role);
    mustMatch(policies, { PolicyNames: ['ecsctl-pull'] }, 'policies');
  },

  'names no task definition that does not exist': (room) =>
    isRefused(room, ['ecr', 'access', 'grant', 'nothing:9'], 1, /there is no task definition nothing:9/),
});

export const accessCases: readonly Case[] = [...checkCases, ...grantCases];
