import type { LifecyclePolicyPreviewResult } from '@aws-sdk/client-ecr';
import { imageName } from '../../repository/stored-image.ts';
import type { NeededImages } from '../read-needed.ts';

/** The documented answer of `ecr lifecycle preview`. */
export interface PreviewValue {
  readonly repository: string;
  readonly imageCount: number;
  /** Those that ECS needs first, then the newest first. */
  readonly images: readonly PreviewedImage[];
  /** How many of them ECS needs. */
  readonly neededCount: number;
}

/** An image that the policy would let go of. */
export interface PreviewedImage {
  readonly image: string;
  readonly digest: string;
  readonly tags: readonly string[];
  readonly pushedAt?: Date;
  readonly fate: 'expires' | 'is archived';
  readonly rulePriority: number;
  /** Why ECS needs it; absent where it does not. */
  readonly neededBy?: string;
}

/** Holds what ECR would do against what ECS needs. */
export function judgePreview(
  repository: string,
  results: readonly LifecyclePolicyPreviewResult[],
  { images, needed }: NeededImages,
): PreviewValue {
  const previewed = results.map((result): PreviewedImage => {
    const {
      imageDigest: digest = '',
      imageTags: tags = [],
      imagePushedAt,
      action,
      appliedRulePriority,
    } = result;
    const neededBy = needed.get(digest);
    return {
      image: imageName({ digest, tags }),
      digest,
      tags,
      ...(imagePushedAt && { pushedAt: imagePushedAt }),
      fate: action?.type === 'TRANSITION' ? 'is archived' : 'expires',
      rulePriority: appliedRulePriority ?? 0,
      ...(neededBy !== undefined && { neededBy }),
    };
  });
  const isNeeded = ({ neededBy }: PreviewedImage) => neededBy !== undefined;
  return {
    repository,
    imageCount: images.length,
    images: [...previewed.filter(isNeeded), ...previewed.filter((one) => !isNeeded(one))],
    neededCount: previewed.filter(isNeeded).length,
  };
}
