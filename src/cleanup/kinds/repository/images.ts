import { ECRClient, type ImageDetail, paginateDescribeImages } from '@aws-sdk/client-ecr';
import type { Aws } from '../../../aws/aws.ts';
import { collect } from '../../../aws/pages.ts';

/** Every image of a repository, the archived ones too, which ECR leaves out unless they are asked for. */
export function imagesIn(aws: Aws, repositoryName: string): Promise<ImageDetail[]> {
  return collect(
    paginateDescribeImages(
      { client: aws.client(ECRClient), pageSize: 1000 },
      { repositoryName, filter: { imageStatus: 'ANY' } },
    ),
    ({ imageDetails }) => imageDetails,
  );
}
