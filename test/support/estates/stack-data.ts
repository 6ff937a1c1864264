import { plantImage } from '../../../src/sandbox/services/ecr/plant.ts';
import { CreateRepository } from '../../../src/sandbox/services/ecr/repositories.ts';
import { plantLogGroup } from '../../../src/sandbox/services/logs/plant.ts';
import { PutBucketVersioning } from '../../../src/sandbox/services/s3/bucket-configuration.ts';
import { CreateBucket } from '../../../src/sandbox/services/s3/buckets.ts';
import { plantObjects } from '../../../src/sandbox/services/s3/plant.ts';
import type { Bill, Site } from './site.ts';
import type { Holding, StackWishes } from './wishes.ts';

const BUCKET = 'lab-uploads-123456789012';

/** How `resourcesOf` names them. */
export const dataKeys = {
  bucket: `us-east-1 bucket ${BUCKET}`,
  repository: 'us-east-1 repository lab/web',
  logs: 'us-east-1 log group /ecs/lab',
} as const;

/** What the stack keeps, each with nothing or something in it, and some of it to outlive the stack. */
export function addData({ call }: Site, bill: Bill, { bucket, repository, logs }: StackWishes): void {
  if (bucket !== 'none') {
    CreateBucket({ Bucket: BUCKET }, call);
    PutBucketVersioning({ Bucket: BUCKET, VersioningConfiguration: { Status: 'Enabled' } }, call);
    const objects = [{ key: 'uploads/고양이.jpg', size: 2_400_000, versions: 3, deleted: true }];
    if (isFull(bucket)) plantObjects(BUCKET, objects, call);
    bill.add('Uploads', 'S3::Bucket', BUCKET, policyOf(bucket));
  }
  if (repository !== 'none') {
    CreateRepository({ repositoryName: 'lab/web' }, call);
    const image = { content: 'web 1', tags: ['2024.1'], platforms: ['linux/amd64', 'linux/arm64'] };
    if (isFull(repository)) plantImage({ repositoryName: 'lab/web', ...image }, call);
    bill.add('Images', 'ECR::Repository', 'lab/web', policyOf(repository));
  }
  if (logs !== 'none') {
    const storedBytes = isFull(logs) ? 3_600_000 : 0;
    plantLogGroup({ name: '/ecs/lab', storedBytes, isDeletionProtected: isFull(logs) }, call);
    bill.add('Logs', 'Logs::LogGroup', '/ecs/lab', policyOf(logs));
  }
}

function isFull(holding: Holding): boolean {
  return holding === 'full' || holding === 'retained';
}

function policyOf(holding: Holding): { deletionPolicy?: 'Retain' } {
  return holding === 'retained' ? { deletionPolicy: 'Retain' } : {};
}
