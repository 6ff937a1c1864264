import { describe, expect, it } from 'vitest';
import { DescribeImages } from '../../../../../src/sandbox/services/ecr/images-read.ts';
import { plantImage } from '../../../../../src/sandbox/services/ecr/plant.ts';
import { CreateRepository } from '../../../../../src/sandbox/services/ecr/repositories.ts';
import { CreateCluster } from '../../../../../src/sandbox/services/ecs/clusters.ts';
import { RunTask } from '../../../../../src/sandbox/services/ecs/run-task.ts';
import { RegisterTaskDefinition } from '../../../../../src/sandbox/services/ecs/task-definitions.ts';
import { DescribeTasks } from '../../../../../src/sandbox/services/ecs/tasks.ts';
import { PracticeWorld } from '../../world/practice-world.ts';

const host = '123456789012.dkr.ecr.us-east-1.amazonaws.com';
const web = { repositoryName: 'shop/web' };

/** A world with an image `shop/web:latest`, and its digest. */
function worldWithImage(): { practice: PracticeWorld; first: string } {
  const practice = new PracticeWorld();
  CreateRepository(web, practice.call);
  CreateCluster({ clusterName: 'prod' }, practice.call);
  const pushedAt = new Date(practice.now - 1000);
  return {
    practice,
    first: plantImage({ ...web, content: 'one', tags: ['latest'], pushedAt }, practice.call),
  };
}

/** The digests that a fresh task of these images tells, now and after `later`. */
function digestsOf(practice: PracticeWorld, images: readonly string[], later?: () => void) {
  const containerDefinitions = images.map((image, index) => ({ name: `c${index}`, image }));
  RegisterTaskDefinition({ family: 'job', containerDefinitions, cpu: '256', memory: '512' }, practice.call);
  const awsvpcConfiguration = { subnets: ['subnet-1'] };
  const { tasks } = RunTask(
    {
      ...{ cluster: 'prod', taskDefinition: 'job', launchType: 'FARGATE' },
      networkConfiguration: { awsvpcConfiguration },
    },
    practice.call,
  );
  later?.();
  const found = DescribeTasks({ cluster: 'prod', tasks: [tasks?.[0]?.taskArn ?? ''] }, practice.call).tasks;
  return found?.[0]?.containers?.map(({ imageDigest }) => imageDigest);
}

describe('the image of a task', () => {
  it('is what its name stood for when the task began', () => {
    const { practice, first } = worldWithImage();
    const move = () => void plantImage({ ...web, content: 'two', tags: ['latest'] }, practice.call);
    expect(digestsOf(practice, [`${host}/shop/web:latest`], move)).toEqual([first]);
  });

  it('is told of images in this registry alone', () => {
    const { practice, first } = worldWithImage();
    const elsewhere = host.replace('us-east-1', 'eu-west-1');
    const images = [
      ...[`${host}/shop/web@${first}`, `${host}/shop/web`, `${host}/shop/web:none`],
      ...[`${host}/none:latest`, `${elsewhere}/shop/web:latest`, 'nginx:1'],
    ];
    expect(digestsOf(practice, images)).toEqual([first, first, ...new Array(4).fill(undefined)]);
  });

  it('counts as pulled', () => {
    const { practice } = worldWithImage();
    digestsOf(practice, [`${host}/shop/web:latest`]);
    const [image] = DescribeImages(web, practice.call).imageDetails ?? [];
    expect(image?.lastRecordedPullTime?.getTime()).toBe(practice.now);
  });
});
