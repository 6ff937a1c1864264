import type { Repository } from '@aws-sdk/client-ecr';
import { Failure } from '../../failure.ts';
import type { Plan } from '../../plan/plan.ts';
import { byteSize, quantity } from '../../terminal/number.ts';
import type { NeededImages } from '../lifecycle/read-needed.ts';
import { imageName } from '../repository/stored-image.ts';
import { call } from './call.ts';

/** A repository with what is in it. */
export interface FoundRepository extends NeededImages {
  readonly repository: Repository;
}

/**
 * Plans that a repository goes.
 * @throws Failure `refused` for one whose images ECS needs, and for one with images where that was not asked for.
 */
export function planRepositoryRemoval(found: FoundRepository, deleteImages: boolean): Plan {
  const { repository, images } = found;
  const {
    repositoryName: name = '',
    imageTagMutability,
    imageScanningConfiguration,
    encryptionConfiguration,
  } = repository;
  mustBeUnneeded(name, found);
  const count = images.length === 1 ? '1 image' : `${quantity(images.length)} images`;
  if (images.length > 0 && !deleteImages) {
    throw new Failure('refused', `${name} has ${count}`, {
      hint: 'add --delete-images to let them go with it, or prune it first: ecsctl ecr prune',
    });
  }
  const bytes = images.reduce((sum, { size }) => sum + size, 0);
  return {
    subject: `repository ${name}`,
    steps: [
      {
        id: 'repository',
        action: 'delete',
        resource: { type: 'repository', id: name },
        reason: 'it is no longer wanted',
        changes: images.length > 0 ? [{ field: 'images', from: `${count}, ${byteSize(bytes)} at most` }] : [],
        after: [],
        call: call('RemoveRepository', { repositoryName: name, ...(images.length > 0 && { force: true }) }),
        undo: call('CreateRepository', {
          repositoryName: name,
          ...(imageTagMutability && { imageTagMutability }),
          ...(imageScanningConfiguration && { imageScanningConfiguration }),
          ...(encryptionConfiguration && { encryptionConfiguration }),
        }),
        goal: ['RepositoryNotFoundException'],
      },
    ],
    kept: [],
    warnings: images.length > 0 ? ['the images cannot be put back: their layers go with the repository'] : [],
  };
}

/** @throws Failure `refused` naming the images that ECS needs, and why. */
export function mustBeUnneeded(name: string, { images, needed }: NeededImages): void {
  const inUse = images.filter(({ digest }) => needed.has(digest));
  if (inUse.length === 0) return;
  const lines = inUse.slice(0, 10).map((image) => `  ${imageName(image)}: ${needed.get(image.digest)}`);
  const more = inUse.length - lines.length;
  throw new Failure(
    'refused',
    [`ECS still needs images of ${name}`, ...lines, ...(more > 0 ? [`  and ${more} more`] : [])].join('\n'),
    { hint: 'let go of what uses them first' },
  );
}
