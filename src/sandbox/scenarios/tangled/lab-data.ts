import type { Call } from '../../service.ts';
import type { PlantedResource } from '../../services/cloudformation/planting.ts';
import { plantImage } from '../../services/ecr/plant.ts';
import { CreateRepository } from '../../services/ecr/repositories.ts';
import { plantLogGroup } from '../../services/logs/plant.ts';
import { PutBucketVersioning } from '../../services/s3/bucket-configuration.ts';
import { CreateBucket } from '../../services/s3/buckets.ts';
import { plantObjects } from '../../services/s3/plant.ts';

/** Whoever buckets belong to: their names are one space for all accounts. */
const BUCKET = 'lab-uploads-123456789012';

/** What nobody could make again: uploads that the template retains, images of two platforms, and logs. */
export function fillLab(call: Call): PlantedResource[] {
  CreateBucket({ Bucket: BUCKET }, call);
  PutBucketVersioning({ Bucket: BUCKET, VersioningConfiguration: { Status: 'Enabled' } }, call);
  plantObjects(
    BUCKET,
    [
      { key: 'uploads/고양이.jpg', size: 2_400_000, versions: 3 },
      { key: 'uploads/report 2024.pdf', size: 900_000, versions: 2, deleted: true },
      { key: 'tmp/part', size: 12 },
    ],
    call,
  );
  CreateRepository({ repositoryName: 'lab/web' }, call);
  const platforms = ['linux/amd64', 'linux/arm64'];
  plantImage({ repositoryName: 'lab/web', content: 'web 1', tags: ['2024.1'], platforms }, call);
  plantImage({ repositoryName: 'lab/web', content: 'web 2', tags: ['2024.2', 'latest'] }, call);
  plantLogGroup({ name: '/ecs/lab-web', storedBytes: 3_600_000, lastEventAt: call.now }, call);
  plantLogGroup({ name: '/ecs/shared', storedBytes: 51_000, lastEventAt: call.now }, call);
  return [
    { logicalId: 'Uploads', type: 'AWS::S3::Bucket', physicalId: BUCKET, deletionPolicy: 'Retain' },
    { logicalId: 'Images', type: 'AWS::ECR::Repository', physicalId: 'lab/web' },
    { logicalId: 'Logs', type: 'AWS::Logs::LogGroup', physicalId: '/ecs/lab-web' },
  ];
}
