import { usage } from '../failure.ts';

/** Which registry a repository is in. */
export type RegistryName =
  /** ECR: the caller's own account and region where they are not named. */
  | { readonly kind: 'ecr'; readonly host?: string; readonly account?: string; readonly region?: string }
  /** ECR Public; the alias stands before the repository's name, unless it is the caller's own and was not typed. */
  | { readonly kind: 'ecr-public'; readonly host: string; readonly isOwn?: true }
  /** A registry on this machine, which AWS has no part in. */
  | { readonly kind: 'plain'; readonly host: string };

/** An image or a repository as it is typed. */
export interface ImageReference {
  readonly registry: RegistryName;
  /** `team/web` */
  readonly repository: string;
  readonly tag?: string;
  readonly digest?: string;
}

/** ECR's hosts of all partitions, dual-stack and FIPS ones among them. */
const ecrHost =
  /^(\d{12})\.dkr[.-]ecr(?:-fips)?\.([a-z]{2,}(?:-[a-z]+)+-\d+)\.(?:amazonaws\.(?:com(?:\.cn)?|eu)|on\.aws|on\.amazonwebservices\.(?:com\.cn|eu)|c2s\.ic\.gov|sc2s\.sgov\.gov|cloud\.adc-e\.uk|csp\.hci\.ic\.gov)$/;
const publicHost = /^(?:public\.ecr\.aws|ecr-public\.aws\.com)$/;
const loopbackHost = /^(?:localhost|127(?:\.\d{1,3}){3}|\[::1\])(?::\d{1,5})?$/;

/** https://docs.aws.amazon.com/AmazonECR/latest/APIReference/API_CreateRepository.html */
const repositoryName = /^(?:[a-z0-9]+(?:[._-]+[a-z0-9]+)*\/)*[a-z0-9]+(?:[._-]+[a-z0-9]+)*$/;
const tagName = /^[a-zA-Z0-9_][a-zA-Z0-9._-]{0,127}$/;
const digestName = /^sha256:[0-9a-f]{64}$/;

const form =
  'write it like web, team/web:1.2, web@sha256:…, or with its host: 123456789012.dkr.ecr.eu-west-1.amazonaws.com/web:1.2';

/**
 * Reads `web`, `web:1.2`, `web@sha256:…`, each perhaps behind the host of an ECR registry, of ECR Public, or of a registry on
 * this machine.
 * @throws Failure `usage` naming what is wrong.
 */
export function parseImageReference(text: string): ImageReference {
  const { name, digest } = splitDigest(text);
  const colon = name.lastIndexOf(':');
  const hasTag = colon > name.lastIndexOf('/');
  const tag = hasTag ? name.slice(colon + 1) : undefined;
  if (tag !== undefined) checkTag(tag, text);
  return {
    ...parseRepository(hasTag ? name.slice(0, colon) : name, text),
    ...(tag !== undefined && { tag }),
    ...(digest !== undefined && { digest }),
  };
}

/**
 * Reads where an image is to go: a repository with any number of tags, `web:1.2,latest`, or with the digest that it must
 * have, `web@sha256:…`. Without either the tag is `latest`, as everywhere else.
 * @throws Failure `usage`.
 */
export function parseDestination(
  text: string,
): Omit<ImageReference, 'tag'> & { readonly tags: readonly string[] } {
  const [first = '', ...more] = text.split(',');
  const { tag, ...rest } = parseImageReference(first);
  for (const other of more) checkTag(other, text);
  if (rest.digest !== undefined && more.length > 0) {
    throw usage(`"${text}" has a digest and tags`, 'give the one or the other');
  }
  if (tag === undefined && more.length > 0)
    throw usage(`"${text}" has no first tag`, 'write it like web:1.2,latest');
  return {
    ...rest,
    tags: rest.digest === undefined ? [tag ?? 'latest', ...more] : tag === undefined ? [] : [tag],
  };
}

function splitDigest(text: string): { name: string; digest?: string } {
  const at = text.indexOf('@');
  if (at < 0) return { name: text };
  const digest = text.slice(at + 1);
  if (!digestName.test(digest))
    throw usage(`"${text}": "${digest}" is no digest`, 'write it like web@sha256:…');
  return { name: text.slice(0, at), digest };
}

function checkTag(tag: string, text: string): void {
  if (tagName.test(tag)) return;
  throw usage(
    `"${text}": "${tag}" is no tag`,
    'a tag has letters, digits, dots, dashes and underscores, 128 at most',
  );
}

/** As with Docker, what stands before the first slash is a host if it has a dot or a colon, or is `localhost`. */
function parseRepository(name: string, text: string): Pick<ImageReference, 'registry' | 'repository'> {
  const slash = name.indexOf('/');
  const host = slash < 0 ? '' : name.slice(0, slash);
  const isHost = /[.:[]/.test(host) || host === 'localhost';
  const repository = isHost ? name.slice(slash + 1) : name;
  if (!repositoryName.test(repository) || repository.length > 256) {
    throw usage(`"${text}" names no repository`, form);
  }
  return { registry: isHost ? registryAt(host, text) : { kind: 'ecr' }, repository };
}

function registryAt(host: string, text: string): RegistryName {
  const [, account, region] = ecrHost.exec(host) ?? [];
  if (account && region) return { kind: 'ecr', host, account, region };
  if (publicHost.test(host)) return { kind: 'ecr-public', host };
  if (loopbackHost.test(host)) return { kind: 'plain', host };
  throw usage(
    `"${text}": ${host} is neither a registry of ECR nor one on this machine`,
    'ecsctl goes to Amazon ECR, to ECR Public, and to registries on the loopback address; for others use skopeo or docker',
  );
}
