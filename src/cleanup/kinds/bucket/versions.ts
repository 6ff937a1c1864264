import {
  ListObjectVersionsCommand,
  type ListObjectVersionsCommandOutput,
  S3Client,
} from '@aws-sdk/client-s3';
import type { Aws } from '../../../aws/aws.ts';

/** All versions and delete markers of a bucket, a thousand a page. Those of a bucket without versions are called `null`. */
export async function* versionsIn(aws: Aws, Bucket: string): AsyncGenerator<ListObjectVersionsCommandOutput> {
  const client = aws.client(S3Client);
  let at: { KeyMarker?: string; VersionIdMarker?: string } | undefined = {};
  while (at) {
    const page: ListObjectVersionsCommandOutput = await client.send(
      new ListObjectVersionsCommand({ Bucket, ...at }),
    );
    yield page;
    const { IsTruncated, NextKeyMarker: KeyMarker, NextVersionIdMarker: VersionIdMarker } = page;
    at = IsTruncated && KeyMarker ? { KeyMarker, ...(VersionIdMarker && { VersionIdMarker }) } : undefined;
  }
}
