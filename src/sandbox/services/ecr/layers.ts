import type {
  BatchCheckLayerAvailabilityCommandInput,
  BatchCheckLayerAvailabilityCommandOutput,
  CompleteLayerUploadCommandInput,
  CompleteLayerUploadCommandOutput,
  GetDownloadUrlForLayerCommandInput,
  GetDownloadUrlForLayerCommandOutput,
  InitiateLayerUploadCommandInput,
  InitiateLayerUploadCommandOutput,
  Layer,
  UploadLayerPartCommandInput,
  UploadLayerPartCommandOutput,
} from '@aws-sdk/client-ecr';
import { type Answer, AwsError, type Call } from '../../service.ts';
import { downloadUrl } from './download-url.ts';
import { atMostHundred, findRepository } from './lookup.ts';
import type { Blob, Repository } from './state.ts';
import { appendToPart, beginPart, beginUpload, findUpload, finishUpload } from './uploads.ts';

const PART_BYTES = 10 * 1024 * 1024;
const MOST_PART_BYTES = 20_971_520;

export function BatchCheckLayerAvailability(
  input: BatchCheckLayerAvailabilityCommandInput,
  call: Call,
): Answer<BatchCheckLayerAvailabilityCommandOutput> {
  return { layers: availability(findRepository(input, call), input.layerDigests), failures: [] };
}

/** Of each layer whether the repository has it. */
export function availability(repository: Repository, layerDigests: string[] | undefined): Layer[] {
  const { blobs } = repository;
  return atMostHundred(layerDigests, 'layerDigests').map((layerDigest) => {
    const blob = blobs.get(layerDigest);
    if (!blob) return { layerDigest, layerAvailability: 'UNAVAILABLE' as const };
    return {
      layerDigest,
      layerAvailability: isArchived(repository, layerDigest) ? ('ARCHIVED' as const) : ('AVAILABLE' as const),
      layerSize: blob.size,
      mediaType: blob.mediaType,
    };
  });
}

/** A layer is as far away as the images that have it, if there are any. */
function isArchived({ manifests }: Repository, digest: string): boolean {
  const holders = [...manifests.values()].filter(({ text }) => text.includes(digest));
  return holders.length > 0 && holders.every(({ status }) => status !== 'ACTIVE');
}

export function InitiateLayerUpload(
  input: InitiateLayerUploadCommandInput,
  call: Call,
): Answer<InitiateLayerUploadCommandOutput> {
  return initiateUpload(findRepository(input, call), call);
}

/** What InitiateLayerUpload does, for a repository of any registry. */
export function initiateUpload(repository: Repository, call: Call): Answer<InitiateLayerUploadCommandOutput> {
  return { uploadId: beginUpload(repository, call).id, partSize: PART_BYTES };
}

export function UploadLayerPart(
  input: UploadLayerPartCommandInput,
  call: Call,
): Answer<UploadLayerPartCommandOutput> {
  return uploadPart(findRepository(input, call), input, call);
}

/** What UploadLayerPart does, for a repository of any registry. */
export function uploadPart(
  repository: Repository,
  input: Omit<UploadLayerPartCommandInput, 'repositoryName'>,
  call: Call,
): Answer<UploadLayerPartCommandOutput> {
  const upload = findUpload(repository, input.uploadId);
  const part = input.layerPartBlob ?? new Uint8Array();
  const { partFirstByte = 0, partLastByte = 0 } = input;
  if (part.length > MOST_PART_BYTES || partLastByte - partFirstByte + 1 !== part.length) {
    const message = `The part from ${partFirstByte} to ${partLastByte} has ${part.length} bytes`;
    throw new AwsError('InvalidLayerPartException', message);
  }
  beginPart(upload, partFirstByte);
  appendToPart(upload, part);
  return { ...identity(repository, call), uploadId: upload.id, lastByteReceived: upload.bytes.size - 1 };
}

export function CompleteLayerUpload(
  input: CompleteLayerUploadCommandInput,
  call: Call,
): Answer<CompleteLayerUploadCommandOutput> {
  return completeUpload(findRepository(input, call), input, call);
}

/** What CompleteLayerUpload does, for a repository of any registry. */
export function completeUpload(
  repository: Repository,
  input: Omit<CompleteLayerUploadCommandInput, 'repositoryName'>,
  call: Call,
): Answer<CompleteLayerUploadCommandOutput> {
  const upload = findUpload(repository, input.uploadId);
  const { digest } = finishUpload(repository, upload, input.layerDigests ?? []);
  return { ...identity(repository, call), uploadId: upload.id, layerDigest: digest };
}

export function GetDownloadUrlForLayer(
  input: GetDownloadUrlForLayerCommandInput,
  call: Call,
): Answer<GetDownloadUrlForLayerCommandOutput> {
  const repository = findRepository(input, call);
  const { digest } = readableBlob(repository, input.layerDigest ?? '', call);
  return { downloadUrl: downloadUrl(repository, digest, call), layerDigest: digest };
}

/** Throws LayersNotFoundException, and LayerInaccessibleException for a layer of which a story planted the size alone. */
export function readableBlob({ blobs, name }: Repository, digest: string, { world }: Call): Blob {
  const blob = blobs.get(digest);
  if (blob?.bytes) return blob;
  if (blob) {
    const message = `The layer with digest '${digest}' is not available: the sandbox knows its size, and not its bytes`;
    throw new AwsError('LayerInaccessibleException', message);
  }
  const message =
    `Layers with digests '[${digest}]' do not exist in the repository with name '${name}' in the registry ` +
    `with id '${world.accountId}'`;
  throw new AwsError('LayersNotFoundException', message);
}

function identity({ name }: Repository, { world }: Call): { registryId: string; repositoryName: string } {
  return { registryId: world.accountId, repositoryName: name };
}
