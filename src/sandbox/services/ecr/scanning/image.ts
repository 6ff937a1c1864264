import type { Manifest, Repository } from '../state.ts';
import { applications } from './applications.ts';
import { type Base, bases } from './bases.ts';
import type { Vulnerability } from './vulnerability.ts';

const CONFIGS = [
  'application/vnd.oci.image.config.v1+json',
  'application/vnd.docker.container.image.v1+json',
];

/** An image as a scan opens it. */
export interface ScannedImage {
  readonly base: Base;
  readonly architecture: string;
  /** Of its packages those that enhanced scanning looks at beside the distribution's. */
  readonly applications: readonly Vulnerability[];
}

interface Document {
  readonly config?: { readonly digest?: string; readonly mediaType?: string };
  readonly layers?: readonly { readonly mediaType?: string }[];
}

/** Whether a manifest is that of an image: no index, nor an attestation, a signature or another artifact. */
export function isImage(manifest: Manifest): boolean {
  const { config, layers = [] } = JSON.parse(manifest.text) as Document;
  const isAttestation = layers.some(({ mediaType = '' }) => mediaType.includes('in-toto'));
  return (
    manifest.children.length === 0 &&
    manifest.subject === undefined &&
    CONFIGS.includes(config?.mediaType ?? '') &&
    !isAttestation
  );
}

/** What is in an image follows from its configuration, and where that says nothing, from its digest. */
export function openImage(repository: Repository, manifest: Manifest): ScannedImage {
  const { architecture = 'amd64', config } = configOf(repository, manifest);
  const named = config?.Labels?.['org.opencontainers.image.base.name'];
  const digits = Number.parseInt(manifest.digest.slice(-4), 16);
  const likely = bases.filter(({ platform }) => platform !== undefined);
  const known = bases.find(({ name }) => named === name || named?.startsWith(`${name}-`));
  const base = known ?? likely[digits % likely.length];
  if (!base) throw new Error('There is no base to choose.');
  // Half of the applications' packages, others from image to image, as they come and go with releases.
  const hasApplication = base.vulnerabilities.length > 0;
  const brought = applications.filter((_, index) => hasApplication && ((digits >> index) & 1) === 1);
  return { base, architecture, applications: brought };
}

interface Configuration {
  readonly architecture?: string;
  readonly config?: { readonly Labels?: Readonly<Record<string, string>> };
}

/** Empty where a story planted the image without it. */
function configOf({ blobs }: Repository, { text }: Manifest): Configuration {
  const { config } = JSON.parse(text) as Document;
  const { bytes } = blobs.get(config?.digest ?? '') ?? {};
  if (!bytes) return {};
  try {
    return (JSON.parse(Buffer.concat([...bytes.read()]).toString('utf8')) ?? {}) as Configuration;
  } catch {
    return {};
  }
}
