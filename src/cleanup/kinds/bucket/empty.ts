import {
  AbortMultipartUploadCommand,
  DeleteObjectsCommand,
  ListMultipartUploadsCommand,
  type ListMultipartUploadsCommandOutput,
  type MultipartUpload,
  type ObjectIdentifier,
  S3Client,
} from '@aws-sdk/client-s3';
import { eachAtOnce } from '../../../aws/at-once.ts';
import type { Aws } from '../../../aws/aws.ts';
import { batches } from '../../../aws/pages.ts';
import { Failure } from '../../../failure.ts';
import type { Output } from '../../../plan/operations.ts';
import { versionsIn } from './versions.ts';

/** Versions that one DeleteObjects takes. */
const versionsAtOnce = 1000;

/**
 * Deletes all versions and delete markers of a bucket and gives up its unfinished uploads. What is written meanwhile
 * stays: one way through the bucket is all that was agreed to.
 * @throws Failure `refused` with S3's words for the first version that it did not delete.
 */
export async function emptyBucket(aws: Aws, input: Readonly<Record<string, unknown>>): Promise<Output> {
  const { Bucket = '' }: { Bucket?: string } = input;
  let deleted = 0;
  for await (const { Versions = [], DeleteMarkers = [] } of versionsIn(aws, Bucket)) {
    const all = [...Versions, ...DeleteMarkers].map(({ Key = '', VersionId }) => ({ Key, VersionId }));
    for (const batch of batches(all, versionsAtOnce)) await deleteVersions(aws, Bucket, batch);
    deleted += all.length;
  }
  return { deletedVersions: deleted, abortedUploads: await abortUploads(aws, Bucket) };
}

/** S3 answers with HTTP 200 and a list of what it did not delete. */
async function deleteVersions(aws: Aws, Bucket: string, Objects: ObjectIdentifier[]): Promise<void> {
  const { Errors = [] } = await aws
    .client(S3Client)
    .send(new DeleteObjectsCommand({ Bucket, Delete: { Objects, Quiet: true } }));
  const [first, ...others] = Errors;
  if (!first) return;
  const more = others.length === 0 ? '' : ` (and ${others.length} more)`;
  throw new Failure(
    'refused',
    `S3 refused to delete ${first.Key}${more} from bucket ${Bucket}: ${first.Code} ${first.Message ?? ''}`.trim(),
  );
}

async function abortUploads(aws: Aws, Bucket: string): Promise<number> {
  const client = aws.client(S3Client);
  const uploads = await uploadsIn(aws, Bucket);
  await eachAtOnce(uploads, async ({ Key, UploadId }) => {
    try {
      await client.send(new AbortMultipartUploadCommand({ Bucket, Key, UploadId }));
    } catch (error) {
      if (!(error instanceof Error) || error.name !== 'NoSuchUpload') throw error;
    }
  });
  return uploads.length;
}

async function uploadsIn(aws: Aws, Bucket: string): Promise<MultipartUpload[]> {
  const client = aws.client(S3Client);
  const all: MultipartUpload[] = [];
  let at: { KeyMarker?: string; UploadIdMarker?: string } | undefined = {};
  while (at) {
    const page: ListMultipartUploadsCommandOutput = await client.send(
      new ListMultipartUploadsCommand({ Bucket, ...at }),
    );
    all.push(...(page.Uploads ?? []));
    const { IsTruncated, NextKeyMarker: KeyMarker, NextUploadIdMarker: UploadIdMarker } = page;
    at = IsTruncated && KeyMarker ? { KeyMarker, ...(UploadIdMarker && { UploadIdMarker }) } : undefined;
  }
  return all;
}
