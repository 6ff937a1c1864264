import {
  CreateRepositoryCommand,
  DeleteRepositoryCommand,
  ECRClient,
  paginateDescribeRepositories,
  type Repository,
} from '@aws-sdk/client-ecr';
import type { Aws } from '../../aws/aws.ts';
import { collect } from '../../aws/pages.ts';
import { operationsOf } from '../../plan/operations.ts';
import { call, type Kind, type Removal, type Search, type Wishes } from '../kind.ts';
import type { Thing } from '../thing.ts';
import { emptyRepository } from './repository/empty.ts';
import { imagesIn } from './repository/images.ts';

/** Repositories of container images. */
export const repository: Kind = {
  name: 'repository',
  types: ['AWS::ECR::Repository'],
  reads: ['ecr:DescribeRepositories', 'ecr:DescribeImages'],
  writes: ['ecr:BatchDeleteImage', 'ecr:DeleteRepository'],
  find,
  inspect,
  // CloudFormation, unlike `force`, deletes no repository with images in it.
  prepare: (thing, { deleteData }) => (deleteData && thing.data ? [emptying(thing)] : []),
  remove: (thing, wishes) => [deletion(thing, wishes)],
  operations: {
    ecr: {
      ...operationsOf(ECRClient, {
        CreateRepository: CreateRepositoryCommand,
        DeleteRepository: DeleteRepositoryCommand,
      }),
      EmptyRepository: emptyRepository,
    },
  },
};

async function find({ aws, region, tagsOf }: Search): Promise<Thing[]> {
  const repositories = await collect(
    paginateDescribeRepositories({ client: aws.client(ECRClient), pageSize: 1000 }, {}),
    ({ repositories }) => repositories,
  );
  return repositories.map((found) => {
    const { repositoryName: id = '', repositoryArn: arn = '', createdAt } = found;
    return {
      kind: 'repository',
      id,
      name: id,
      arn,
      region,
      tags: tagsOf(arn),
      ties: [],
      aliases: [arn],
      ...(createdAt && { createdAt }),
      definition: { ...found },
    };
  });
}

/** Images share layers, which are stored once: the sum of their sizes is the most that it can be. */
async function inspect(thing: Thing, aws: Aws): Promise<Thing> {
  const images = await imagesIn(aws, thing.id);
  if (images.length === 0) return thing;
  const bytes = images.reduce((sum, { imageSizeInBytes = 0 }) => sum + imageSizeInBytes, 0);
  return {
    ...thing,
    data: { what: images.length === 1 ? '1 image' : `${images.length.toLocaleString('en')} images`, bytes },
    charges: [{ price: 'image storage, gigabyte', quantity: bytes / 1e9 }],
  };
}

function emptying({ id, data }: Thing): Removal {
  return {
    name: 'empty',
    action: 'delete',
    reason: 'a repository with images in it is not deleted with its stack',
    changes: [{ field: 'images', from: data?.what ?? '' }],
    call: call('ecr', 'EmptyRepository', { repositoryName: id }),
    goal: ['RepositoryNotFoundException'],
  };
}

function deletion({ id, definition }: Thing, { deleteData }: Wishes): Removal {
  return {
    name: 'delete',
    action: 'delete',
    call: call('ecr', 'DeleteRepository', { repositoryName: id, ...(deleteData && { force: true }) }),
    undo: call('ecr', 'CreateRepository', whatMadeIt(definition)),
    goal: ['RepositoryNotFoundException'],
  };
}

function whatMadeIt(definition: Repository) {
  const { repositoryName, imageTagMutability, imageScanningConfiguration, encryptionConfiguration } =
    definition;
  return {
    repositoryName,
    ...(imageTagMutability && { imageTagMutability }),
    ...(imageScanningConfiguration && { imageScanningConfiguration }),
    ...(encryptionConfiguration && { encryptionConfiguration }),
  };
}
