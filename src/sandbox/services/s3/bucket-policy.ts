import type {
  DeleteBucketPolicyCommandInput,
  DeleteBucketPolicyCommandOutput,
  GetBucketPolicyCommandInput,
  GetBucketPolicyCommandOutput,
  PutBucketPolicyCommandInput,
  PutBucketPolicyCommandOutput,
} from '@aws-sdk/client-s3';
import { type Answer, AwsError, type Call } from '../../service.ts';
import { findBucket } from './find-bucket.ts';

/** The policy is kept and given back as it is; it decides nothing here. */
export function PutBucketPolicy(
  input: PutBucketPolicyCommandInput,
  call: Call,
): Answer<PutBucketPolicyCommandOutput> {
  const bucket = findBucket(input.Bucket, call);
  const policy = input.Policy ?? '';
  if (!isJsonObject(policy)) {
    throw new AwsError('MalformedPolicy', "Policies must be valid JSON and the first byte must be '{'");
  }
  bucket.policy = policy;
  return {};
}

export function GetBucketPolicy(
  input: GetBucketPolicyCommandInput,
  call: Call,
): Answer<GetBucketPolicyCommandOutput> {
  const { policy } = findBucket(input.Bucket, call);
  if (policy !== undefined) return { Policy: policy };
  throw new AwsError('NoSuchBucketPolicy', 'The bucket policy does not exist', 404);
}

export function DeleteBucketPolicy(
  input: DeleteBucketPolicyCommandInput,
  call: Call,
): Answer<DeleteBucketPolicyCommandOutput> {
  findBucket(input.Bucket, call).policy = undefined;
  return {};
}

function isJsonObject(text: string): boolean {
  if (!text.startsWith('{')) return false;
  try {
    JSON.parse(text);
    return true;
  } catch {
    return false;
  }
}
