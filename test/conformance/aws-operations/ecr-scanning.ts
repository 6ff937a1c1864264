import { someNumber } from '../matches.ts';
import type { Exercise } from './exercise.ts';

const everything = [{ filter: '*', filterType: 'WILDCARD' }];

/** The scans of an image that is there, and how they are set up for it and for the registry. */
export async function tellScanning(
  aws: Exercise,
  repository: readonly string[],
  imageDigest: string,
): Promise<void> {
  const image = [...repository, '--image-id', 'imageTag=v1'];
  await aws.answers('GetRegistryScanningConfiguration', [], {
    scanningConfiguration: { scanType: 'BASIC', rules: [] },
  });
  await aws.refuses('DescribeImageScanFindings: never scanned', image, 'ScanNotFoundException');
  await aws.answers('StartImageScan', image, {
    imageId: { imageDigest, imageTag: 'v1' },
    imageScanStatus: { status: /PENDING|IN_PROGRESS/ },
  });
  await aws.refuses('StartImageScan: the same again', image, 'LimitExceededException');
  await aws.refuses(
    'StartImageScan: no such image',
    [...repository, '--image-id', 'imageTag=v9'],
    'ImageNotFoundException',
  );
  await aws.pass(60);
  await aws.answers('DescribeImageScanFindings', image, {
    imageScanStatus: { status: 'COMPLETE' },
    imageScanFindings: { imageScanCompletedAt: someNumber, vulnerabilitySourceUpdatedAt: someNumber },
  });
  await tellConfiguration(aws, repository);
  await aws.refuses('StartImageScan: enhanced scanning', image, 'ValidationException');
  await aws.answers('PutRegistryScanningConfiguration: back', ['--scan-type', 'BASIC', '--rules', '[]'], {
    registryScanningConfiguration: { scanType: 'BASIC', rules: [] },
  });
}

async function tellConfiguration(aws: Exercise, repository: readonly string[]): Promise<void> {
  await aws.answers(
    'PutImageScanningConfiguration',
    [...repository, '--image-scanning-configuration', 'scanOnPush=true'],
    { imageScanningConfiguration: { scanOnPush: true } },
  );
  await aws.answers(
    'BatchGetRepositoryScanningConfiguration',
    ['--repository-names', 'cli/web', 'cli/nothing'],
    {
      scanningConfigurations: [
        { repositoryName: 'cli/web', scanOnPush: true, scanFrequency: 'SCAN_ON_PUSH' },
      ],
      failures: [{ repositoryName: 'cli/nothing', failureCode: 'REPOSITORY_NOT_FOUND' }],
    },
  );
  const continuous = JSON.stringify([{ scanFrequency: 'CONTINUOUS_SCAN', repositoryFilters: everything }]);
  await aws.refuses(
    'PutRegistryScanningConfiguration: continuous and basic',
    ['--scan-type', 'BASIC', '--rules', continuous],
    'ValidationException',
  );
  await aws.answers('PutRegistryScanningConfiguration', ['--scan-type', 'ENHANCED', '--rules', continuous], {
    registryScanningConfiguration: { scanType: 'ENHANCED' },
  });
}
