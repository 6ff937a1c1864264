import { usage } from '../../failure.ts';
import { type ImageReference, parseImageReference } from '../reference.ts';

/** A repository, or an image of one, in a private registry of ECR. */
export interface EcrName extends Omit<ImageReference, 'registry'> {
  /** The account and the region that its host names. */
  readonly account?: string;
  readonly region?: string;
}

/**
 * Reads the name of a repository: `team/web`, with or without the host of its registry.
 * @throws Failure `usage` for what names an image, and for registries that are not private ones of ECR.
 */
export function parseRepositoryName(text: string): EcrName {
  const name = parseEcrImage(text);
  if (name.tag === undefined && name.digest === undefined) return name;
  throw usage(`"${text}" names an image`, `write the repository alone: ${name.repository}`);
}

/**
 * Reads the name of an image in a private registry of ECR.
 * @throws Failure `usage`.
 */
export function parseEcrImage(text: string): EcrName {
  const { registry, ...name } = parseImageReference(text);
  if (registry.kind !== 'ecr') {
    throw usage(
      `"${text}" is not in a private registry of ECR`,
      'name the repository alone, or with the host of an ECR registry',
    );
  }
  const { account, region } = registry;
  return { ...name, ...(account !== undefined && { account }), ...(region !== undefined && { region }) };
}
