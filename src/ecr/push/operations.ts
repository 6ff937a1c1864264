import type { Aws } from '../../aws/aws.ts';
import type { Operations, Output } from '../../plan/operations.ts';
import type { ApiCall } from '../../plan/plan.ts';
import type { Target } from './found.ts';

/** Who brings an image's parts into the registry. */
interface Carrier {
  upload(blobs: readonly string[]): Promise<Output>;
  /** Lets a tag or a digest stand for a manifest. */
  put(reference: string, digest: string | undefined): Promise<Output>;
}

/** What a push may send: content by the registry's HTTP API, and what makes a repository by that of AWS. */
export async function operationsFor(target: Target, carrier: Carrier): Promise<Operations> {
  return {
    registry: {
      UploadBlobs: (_aws, input) => carrier.upload(input.blobs as readonly string[]),
      PutManifest: (_aws, input) => carrier.put(String(input.reference), input.digest as string | undefined),
    },
    ...(await repositoryOperations(target)),
  };
}

type Send = (aws: Aws, input: ApiCall['input']) => Promise<Output>;

/** Their clients are loaded only for a registry that has them. */
async function repositoryOperations({ kind, region }: Target): Promise<Operations> {
  if (kind === 'plain') return {};
  const table = kind === 'ecr' ? await import('./ecr-operations.ts') : await import('./public-operations.ts');
  const inRegion =
    (send: Send): Send =>
    (aws, input) =>
      send(region ? aws.inRegion(region) : aws, input);
  const operations = Object.entries(table.operations).map(([name, send]) => [name, inRegion(send)]);
  return { [kind]: Object.fromEntries(operations) };
}
