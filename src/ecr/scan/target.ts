import { usage } from '../../failure.ts';
import { type ImageReference, parseImageReference } from '../reference.ts';

/** An image of ECR that is to be scanned, by what names it. */
export interface Target {
  /** `web:1.2`, or `web@sha256:…` where no tag is known. */
  readonly name: string;
  /** Where it is not that of the caller. */
  readonly account?: string;
  readonly region?: string;
  readonly repository: string;
  readonly id: { readonly imageTag: string } | { readonly imageDigest: string };
  /** The services, and the families of other tasks, that run it: `prod/web`. */
  readonly runsIn: readonly string[];
}

/** An image that ECR does not scan, and why. */
export interface Unscannable {
  readonly name: string;
  readonly why: string;
  readonly runsIn: readonly string[];
}

/**
 * An image as it is typed; without a tag or a digest `latest` is meant, as everywhere else.
 * @throws Failure `usage` for one that is in no private registry of ECR.
 */
export function readTarget(text: string): Target {
  const reference = parseImageReference(text);
  if (reference.registry.kind === 'ecr') return targetOf(reference, []);
  const where = reference.registry.kind === 'plain' ? 'a plain registry' : 'ECR Public';
  throw usage(
    `"${text}" is in ${where}, where nothing is scanned`,
    'name an image of a private repository of ECR',
  );
}

/** The target that a reference to a registry of ECR names. */
export function targetOf(reference: ImageReference, runsIn: readonly string[], running?: string): Target {
  const { registry, repository, tag } = reference;
  const digest = running ?? reference.digest;
  const place = registry.kind === 'ecr' ? registry : undefined;
  const imageTag = tag ?? 'latest';
  return {
    name: tag === undefined && digest !== undefined ? `${repository}@${digest}` : `${repository}:${imageTag}`,
    ...(place?.account !== undefined && { account: place.account }),
    ...(place?.region !== undefined && { region: place.region }),
    repository,
    id: digest === undefined ? { imageTag } : { imageDigest: digest },
    runsIn,
  };
}

/** Each image once, with all that run it, by name. */
export function eachOnce(targets: readonly Target[]): Target[] {
  const known = new Map<string, Target>();
  for (const target of targets) {
    const { account, region, repository, id } = target;
    const key = JSON.stringify([account, region, repository, id]);
    const { runsIn = [], ...rest } = known.get(key) ?? target;
    known.set(key, { ...rest, runsIn: [...new Set([...runsIn, ...target.runsIn])].sort() });
  }
  return [...known.values()].sort((one, other) => (one.name < other.name ? -1 : 1));
}
