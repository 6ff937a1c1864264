import { createHash } from 'node:crypto';
import type {
  BatchCheckLayerAvailabilityCommandInput,
  BatchCheckLayerAvailabilityCommandOutput,
  CompleteLayerUploadCommandInput,
  CompleteLayerUploadCommandOutput,
  InitiateLayerUploadCommandInput,
  InitiateLayerUploadCommandOutput,
  UploadLayerPartCommandInput,
  UploadLayerPartCommandOutput,
} from '@aws-sdk/client-ecr';
import { type Answer, AwsError, type Call } from '../../service.ts';
import { atMostHundred, findRepository } from './lookup.ts';
import type { LayerUpload, Repository } from './state.ts';

const PART_BYTES = 10 * 1024 * 1024;
const LAYER_TYPE = 'application/vnd.docker.image.rootfs.diff.tar.gzip';

export function BatchCheckLayerAvailability(
  input: BatchCheckLayerAvailabilityCommandInput,
  call: Call,
): Answer<BatchCheckLayerAvailabilityCommandOutput> {
  const { blobs } = findRepository(input, call);
  const layers = atMostHundred(input.layerDigests, 'layerDigests').map((layerDigest) => {
    const blob = blobs.get(layerDigest);
    if (!blob) return { layerDigest, layerAvailability: 'UNAVAILABLE' as const };
    return {
      layerDigest,
      layerAvailability: 'AVAILABLE' as const,
      layerSize: blob.size,
      mediaType: blob.mediaType,
    };
  });
  return { layers, failures: [] };
}

export function InitiateLayerUpload(
  input: InitiateLayerUploadCommandInput,
  call: Call,
): Answer<InitiateLayerUploadCommandOutput> {
  const { uploads } = findRepository(input, call);
  const upload: LayerUpload = { id: call.region.ids.uuid(), parts: [], received: 0 };
  uploads.set(upload.id, upload);
  return { uploadId: upload.id, partSize: PART_BYTES };
}

/** Parts come in order and without gaps. */
export function UploadLayerPart(
  input: UploadLayerPartCommandInput,
  call: Call,
): Answer<UploadLayerPartCommandOutput> {
  const repository = findRepository(input, call);
  const upload = findUpload(repository, input.uploadId);
  const part = input.layerPartBlob ?? new Uint8Array();
  const isNext = input.partFirstByte === upload.received;
  if (!isNext || input.partLastByte !== upload.received + part.length - 1) {
    const message = `The part from ${input.partFirstByte} to ${input.partLastByte} does not follow on byte ${upload.received - 1}`;
    throw new AwsError('InvalidLayerPartException', message);
  }
  upload.parts.push(part);
  upload.received += part.length;
  const identity = { registryId: call.world.accountId, repositoryName: repository.name };
  return { ...identity, uploadId: upload.id, lastByteReceived: upload.received - 1 };
}

export function CompleteLayerUpload(
  input: CompleteLayerUploadCommandInput,
  call: Call,
): Answer<CompleteLayerUploadCommandOutput> {
  const repository = findRepository(input, call);
  const upload = findUpload(repository, input.uploadId);
  if (upload.received === 0) throw new AwsError('EmptyUploadException', 'The upload has no parts.');
  const body = Buffer.concat(upload.parts);
  const digest = `sha256:${createHash('sha256').update(body).digest('hex')}`;
  if (!input.layerDigests?.includes(digest)) {
    throw new AwsError(
      'InvalidLayerException',
      `The layer has the digest ${digest}, which is none of those given.`,
    );
  }
  if (repository.blobs.has(digest)) {
    throw new AwsError('LayerAlreadyExistsException', `The layer with digest '${digest}' already exists.`);
  }
  repository.blobs.set(digest, { digest, size: body.length, mediaType: LAYER_TYPE, body });
  repository.uploads.delete(upload.id);
  const identity = { registryId: call.world.accountId, repositoryName: repository.name };
  return { ...identity, uploadId: upload.id, layerDigest: digest };
}

function findUpload({ name, uploads }: Repository, id: string | undefined): LayerUpload {
  const upload = uploads.get(id ?? '');
  if (upload) return upload;
  const message = `The upload with id '${id}' does not exist in the repository with name '${name}'`;
  throw new AwsError('UploadNotFoundException', message);
}
