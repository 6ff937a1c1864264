import { expect, it } from 'vitest';
import { runningImages } from '../../../../src/ecr/scan/running.ts';

const host = '123456789012.dkr.ecr.eu-west-1.amazonaws.com';
const digest = `sha256:${'a'.repeat(64)}`;

function task(group: string, ...containers: readonly (readonly [image: string, digest?: string])[]) {
  return {
    taskArn: 'arn:aws:ecs:eu-west-1:123456789012:task/prod/0123',
    taskDefinitionArn: 'arn:aws:ecs:eu-west-1:123456789012:task-definition/nightly:7',
    group,
    containers: containers.map(([image, imageDigest]) => ({ image, imageDigest })),
  };
}

it('names each image once, by the digest that runs, with all that run it', () => {
  const { targets, unscannable } = runningImages(
    [
      task('service:web', [`${host}/web:1.2`, digest], ['public.ecr.aws/xray/daemon:3']),
      task('service:web', [`${host}/web:1.2`, digest]),
      task('family:nightly', [`${host}/web:1.2`, digest], ['nginx']),
      task('service:api', [`${host}/team/api`], ['999999999999.dkr.ecr.eu-west-1.amazonaws.com/x:1', digest]),
    ],
    'prod',
  );
  const region = 'eu-west-1';
  expect(targets).toEqual([
    {
      name: 'team/api:latest',
      region,
      repository: 'team/api',
      id: { imageTag: 'latest' },
      runsIn: ['prod/api'],
    },
    {
      ...{ name: 'web:1.2', region, repository: 'web' },
      ...{ id: { imageDigest: digest }, runsIn: ['prod/task nightly', 'prod/web'] },
    },
  ]);
  expect(unscannable).toEqual([
    {
      name: '999999999999.dkr.ecr.eu-west-1.amazonaws.com/x:1',
      ...{ why: 'it is in the registry of account 999999999999', runsIn: ['prod/api'] },
    },
    { name: 'nginx', why: 'it is not in a private registry of ECR', runsIn: ['prod/task nightly'] },
    {
      name: 'public.ecr.aws/xray/daemon:3',
      ...{ why: 'it is not in a private registry of ECR', runsIn: ['prod/web'] },
    },
  ]);
});
