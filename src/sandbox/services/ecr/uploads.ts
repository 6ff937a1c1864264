import { AwsError, type Call } from '../../service.ts';
import { LayerBytes } from './layer-bytes.ts';
import type { Blob, LayerUpload, Repository } from './state.ts';

/** All parts but the last are at least as large as S3 wants them. */
const LEAST_PART_BYTES = 5 * 1024 * 1024;
const LAYER_TYPE = 'application/vnd.docker.image.rootfs.diff.tar.gzip';

export function beginUpload({ uploads }: Repository, { region, world }: Call): LayerUpload {
  const upload: LayerUpload = { id: region.ids.uuid(), bytes: new LayerBytes(world.scratch), parts: [] };
  uploads.set(upload.id, upload);
  return upload;
}

/** Throws UploadNotFoundException. */
export function findUpload({ name, uploads }: Repository, id: string | undefined): LayerUpload {
  const upload = uploads.get(id ?? '');
  if (upload) return upload;
  const message = `The upload with id '${id}' does not exist in the repository with name '${name}'`;
  throw new AwsError('UploadNotFoundException', message);
}

/** Parts come in order and without gaps. Throws InvalidLayerPartException where one does not begin behind the last byte. */
export function beginPart({ bytes, parts }: LayerUpload, firstByte: number): void {
  if (firstByte !== bytes.size) {
    const message = `First byte of the layer part is ${firstByte} instead of ${bytes.size}`;
    throw new AwsError('InvalidLayerPartException', message);
  }
  parts.push(0);
}

/** Adds to the part that was begun last. */
export function appendToPart({ bytes, parts }: LayerUpload, chunk: Uint8Array): void {
  bytes.append(chunk);
  parts.push((parts.pop() ?? 0) + chunk.length);
}

/**
 * The upload as a blob of the repository.
 * @throws EmptyUploadException, LayerPartTooSmallException, InvalidLayerException where its bytes have none of the
 * digests, or LayerAlreadyExistsException, which is as good as success.
 */
export function finishUpload(repository: Repository, upload: LayerUpload, digests: readonly string[]): Blob {
  const { bytes, parts } = upload;
  if (parts.length === 0) throw new AwsError('EmptyUploadException', 'The upload has no parts.');
  if (parts.slice(0, -1).some((size) => size < LEAST_PART_BYTES)) {
    const message = 'All layer parts except the last part should be at least 5MB';
    throw new AwsError('LayerPartTooSmallException', message);
  }
  const { digest, size } = bytes;
  if (!digests.includes(digest)) {
    const message = `None of the provided layer digests match that of the uploaded layer, ${digest}`;
    throw new AwsError('InvalidLayerException', message);
  }
  repository.uploads.delete(upload.id);
  if (repository.blobs.has(digest)) {
    bytes.release();
    throw new AwsError('LayerAlreadyExistsException', `The layer with digest '${digest}' already exists.`);
  }
  const blob = { digest, size, mediaType: LAYER_TYPE, bytes };
  repository.blobs.set(digest, blob);
  return blob;
}

/** Gives an upload up with all that it has received. */
export function cancelUpload({ uploads }: Repository, { id, bytes }: LayerUpload): void {
  uploads.delete(id);
  bytes.release();
}
