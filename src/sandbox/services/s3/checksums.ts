import { createHash } from 'node:crypto';
import { crc32 } from 'node:zlib';
import type { ChecksumAlgorithm } from '@aws-sdk/client-s3';
import { AwsError } from '../../service.ts';
import type { Checksums } from './state.ts';

/** The checksums that can be worked out here; the others are kept as they came. */
const workedOut: Readonly<Partial<Record<keyof Checksums, (body: Uint8Array) => string>>> = {
  ChecksumCRC32: (body) => {
    const bytes = Buffer.alloc(4);
    bytes.writeUInt32BE(crc32(body));
    return bytes.toString('base64');
  },
  ChecksumSHA1: (body) => createHash('sha1').update(body).digest('base64'),
  ChecksumSHA256: (body) => createHash('sha256').update(body).digest('base64'),
};

/** The checksums that a request gives for its body. Throws BadDigest where one is not that of the body. */
export function checked(given: Checksums & { ContentMD5?: string | undefined }, body: Uint8Array): Checksums {
  const { ContentMD5, ChecksumCRC32, ChecksumCRC32C, ChecksumCRC64NVME, ChecksumSHA1, ChecksumSHA256 } =
    given;
  const checksums = { ChecksumCRC32, ChecksumCRC32C, ChecksumCRC64NVME, ChecksumSHA1, ChecksumSHA256 };
  if (ContentMD5 !== undefined && ContentMD5 !== createHash('md5').update(body).digest('base64')) {
    throw new AwsError('BadDigest', 'The Content-MD5 you specified did not match what we received.');
  }
  for (const [name, of] of Object.entries(workedOut)) {
    const value = checksums[name as keyof Checksums];
    if (value === undefined || value === of(body)) continue;
    const algorithm = name.slice('Checksum'.length);
    throw new AwsError('BadDigest', `The ${algorithm} you specified did not match the calculated checksum.`);
  }
  return checksums;
}

/** What listings tell of an object's checksums; nothing where it came with none. */
export function checksumSummary(checksums: Checksums): {
  ChecksumAlgorithm?: ChecksumAlgorithm[];
  ChecksumType?: 'FULL_OBJECT';
} {
  const given = Object.entries(checksums).filter(([, value]) => value !== undefined);
  if (given.length === 0) return {};
  const algorithms = given.map(([name]) => name.slice('Checksum'.length) as ChecksumAlgorithm);
  return { ChecksumAlgorithm: algorithms, ChecksumType: 'FULL_OBJECT' };
}

/** The entity tag of an object that was put in one piece: the MD5 of its bytes, in quotes. */
export function eTagOf(body: Uint8Array): string {
  return `"${createHash('md5').update(body).digest('hex')}"`;
}
