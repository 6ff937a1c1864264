import type { DescribeVolumesCommandInput, DescribeVolumesCommandOutput } from '@aws-sdk/client-ec2';
import type { Answer } from '../../service.ts';
import { kinds, missing } from './kinds.ts';

/** None: the instances of Auto Scaling groups live without volumes of their own here. */
export function DescribeVolumes({
  VolumeIds = [],
}: DescribeVolumesCommandInput): Answer<DescribeVolumesCommandOutput> {
  const [id] = VolumeIds;
  if (id !== undefined) throw missing(kinds.volume, id);
  return { Volumes: [] };
}
