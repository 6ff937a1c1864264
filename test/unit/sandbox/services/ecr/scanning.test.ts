import { ECRClient, StartImageScanCommand } from '@aws-sdk/client-ecr';
import { describe, expect, it } from 'vitest';
import { startSandbox } from '../../../../../src/sandbox/server.ts';
import { UpdateImageStorageClass } from '../../../../../src/sandbox/services/ecr/archive.ts';
import { DescribeImages } from '../../../../../src/sandbox/services/ecr/images-read.ts';
import { type PlantedImage, plantImage } from '../../../../../src/sandbox/services/ecr/plant.ts';
import { CreateRepository } from '../../../../../src/sandbox/services/ecr/repositories.ts';
import { bases } from '../../../../../src/sandbox/services/ecr/scanning/bases.ts';
import {
  BatchGetRepositoryScanningConfiguration,
  GetRegistryScanningConfiguration,
  PutImageScanningConfiguration,
  PutRegistryScanningConfiguration,
} from '../../../../../src/sandbox/services/ecr/scanning/configuration.ts';
import {
  DescribeImageScanFindings,
  StartImageScan,
} from '../../../../../src/sandbox/services/ecr/scanning/scans.ts';
import { services } from '../../../../../src/sandbox/services/index.ts';
import { PracticeWorld, refusal } from '../../world/practice-world.ts';

const web = { repositoryName: 'shop/web' };
const v1 = { ...web, imageId: { imageTag: 'v1' } };

function worldWith(planted: Partial<PlantedImage> = {}, scanOnPush = false): PracticeWorld {
  const practice = new PracticeWorld();
  CreateRepository({ ...web, imageScanningConfiguration: { scanOnPush } }, practice.call);
  plantImage({ ...web, content: 'one', tags: ['v1'], base: 'debian:10', ...planted }, practice.call);
  return practice;
}

const describeScan = (practice: PracticeWorld, more = {}) =>
  DescribeImageScanFindings({ ...v1, ...more }, practice.call);
const status = (practice: PracticeWorld) => describeScan(practice).imageScanStatus?.status;

const everything = { filterType: 'WILDCARD' as const, filter: '*' };
const enhance = (practice: PracticeWorld, scanFrequency: 'CONTINUOUS_SCAN' | 'SCAN_ON_PUSH') =>
  PutRegistryScanningConfiguration(
    { scanType: 'ENHANCED', rules: [{ scanFrequency, repositoryFilters: [everything] }] },
    practice.call,
  );

describe('a basic scan', () => {
  it('is not there until it is asked for, and then takes its time', () => {
    const practice = worldWith();
    expect(refusal(() => describeScan(practice))).toMatch(
      /^ScanNotFoundException: Image scan does not exist/,
    );
    StartImageScan(v1, practice.call);
    expect(status(practice)).toBe('PENDING');
    practice.pass(10);
    expect(status(practice)).toBe('IN_PROGRESS');
    expect(describeScan(practice).imageScanFindings).toBeUndefined();
    practice.pass(20);
    expect(status(practice)).toBe('COMPLETE');
  });

  it('finds what the base is known for, with counts of all on every page', () => {
    const practice = worldWith({}, true);
    practice.pass(60);
    const first = describeScan(practice, { maxResults: 5 });
    const counts = {
      ...{ CRITICAL: 6, HIGH: 4, MEDIUM: 1, LOW: 1, INFORMATIONAL: 1, UNDEFINED: 1 },
    };
    expect(first.imageScanFindings).toMatchObject({ findingSeverityCounts: counts });
    expect(first.imageScanFindings?.findings).toHaveLength(5);
    expect(first.imageScanFindings?.findings?.[0]).toMatchObject({
      name: 'CVE-2022-37434',
      severity: 'CRITICAL',
      uri: 'https://security-tracker.debian.org/tracker/CVE-2022-37434',
      attributes: expect.arrayContaining([{ key: 'package_name', value: 'zlib' }]),
    });
    const second = describeScan(practice, { maxResults: 5, nextToken: first.nextToken });
    expect(second.imageScanFindings?.findings?.[0]?.name).not.toBe('CVE-2022-37434');
    const [image] = DescribeImages(web, practice.call).imageDetails ?? [];
    expect(image?.imageScanFindingsSummary?.findingSeverityCounts).toEqual(counts);
  });

  it('can be had once a day, that on the push counted', () => {
    const practice = worldWith({}, true);
    practice.pass(3600);
    expect(refusal(() => StartImageScan(v1, practice.call))).toMatch(
      /^LimitExceededException: The scan quota per image/,
    );
    practice.pass(24 * 3600);
    StartImageScan(v1, practice.call);
    expect(status(practice)).toBe('PENDING');
  });

  it('goes platform by platform', () => {
    const practice = worldWith({ platforms: ['linux/amd64', 'linux/arm64'] }, true);
    practice.pass(60);
    expect(refusal(() => StartImageScan(v1, practice.call))).toMatch(/^UnsupportedImageTypeException/);
    expect(refusal(() => describeScan(practice))).toMatch(/^ScanNotFoundException/);
    const { imageDetails = [] } = DescribeImages(web, practice.call);
    expect(imageDetails.map(({ imageScanStatus }) => imageScanStatus?.status).sort()).toEqual([
      'COMPLETE',
      'COMPLETE',
      undefined,
    ]);
  });

  it.each([
    [{ base: 'scratch' }, 'UNSUPPORTED_IMAGE'],
    [{ scanEnds: 'FAILED' }, 'FAILED'],
    [{ scanEnds: 'LIMIT_EXCEEDED' }, 'LIMIT_EXCEEDED'],
    [{ scanEnds: 'FINDINGS_UNAVAILABLE' }, 'FINDINGS_UNAVAILABLE'],
  ] as const)('of %o ends %s, without findings', (planted, expected) => {
    const practice = worldWith(planted, true);
    practice.pass(60);
    expect(status(practice)).toBe(expected);
    expect(describeScan(practice).imageScanFindings).toBeUndefined();
  });

  it('is over for an archived image', () => {
    const practice = worldWith({}, true);
    practice.pass(60);
    UpdateImageStorageClass({ ...v1, targetStorageClass: 'ARCHIVE' }, practice.call);
    expect(status(practice)).toBe('IMAGE_ARCHIVED');
    expect(refusal(() => StartImageScan(v1, practice.call))).toMatch(/^ImageArchivedException/);
  });
});

describe('enhanced scanning', () => {
  it('cannot be asked for by hand, and begins by itself', () => {
    const practice = worldWith();
    enhance(practice, 'CONTINUOUS_SCAN');
    expect(refusal(() => StartImageScan(v1, practice.call))).toBe(
      'ValidationException: This feature is disabled',
    );
    expect(status(practice)).toBe('PENDING');
  });

  it('is active while its findings are still coming', () => {
    const practice = worldWith();
    enhance(practice, 'CONTINUOUS_SCAN');
    const seen = [35, 10, 60, 60].map((seconds) => {
      practice.pass(seconds);
      expect(status(practice)).toBe('ACTIVE');
      return describeScan(practice).imageScanFindings?.enhancedFindings?.length ?? 0;
    });
    expect(seen[0]).toBeLessThan(seen[1] ?? 0);
    expect(seen[1]).toBeLessThan(seen[2] ?? 0);
    expect(seen[2]).toBe(seen[3]);
  });

  it('on push ends as complete, and tells fixes and exploits', () => {
    const practice = worldWith();
    enhance(practice, 'SCAN_ON_PUSH');
    practice.pass(120);
    expect(status(practice)).toBe('COMPLETE');
    const { imageScanFindings } = describeScan(practice);
    expect(imageScanFindings?.findings).toBeUndefined();
    expect(imageScanFindings?.enhancedFindings).toEqual(
      expect.arrayContaining([
        expect.objectContaining({
          severity: 'HIGH',
          fixAvailable: 'YES',
          exploitAvailable: 'YES',
          packageVulnerabilityDetails: expect.objectContaining({
            vulnerabilityId: 'CVE-2022-0778',
            vulnerablePackages: [expect.objectContaining({ fixedInVersion: '1.1.1d-0+deb10u8' })],
          }),
        }),
      ]),
    );
    const [image] = DescribeImages(web, practice.call).imageDetails ?? [];
    expect(image?.imageScanStatus?.status).toBe('COMPLETE');
    expect(image?.imageScanFindingsSummary).toBeUndefined();
  });

  it('leaves out what was old when it was turned on, and what no rule means', () => {
    const practice = worldWith();
    practice.pass(15 * 24 * 3600);
    enhance(practice, 'CONTINUOUS_SCAN');
    expect(status(practice)).toBe('SCAN_ELIGIBILITY_EXPIRED');
    PutRegistryScanningConfiguration({ scanType: 'ENHANCED', rules: [] }, practice.call);
    expect(refusal(() => describeScan(practice))).toMatch(/^ScanNotFoundException/);
  });
});

describe('the configuration of scans', () => {
  it('is basic and without rules at first', () => {
    const practice = new PracticeWorld();
    expect(GetRegistryScanningConfiguration({}, practice.call).scanningConfiguration).toEqual({
      scanType: 'BASIC',
      rules: [],
    });
    const rules = [{ scanFrequency: 'CONTINUOUS_SCAN' as const, repositoryFilters: [everything] }];
    expect(refusal(() => PutRegistryScanningConfiguration({ rules }, practice.call))).toMatch(
      /^ValidationException/,
    );
    const twice = [rules, rules].flat();
    expect(
      refusal(() => PutRegistryScanningConfiguration({ scanType: 'ENHANCED', rules: twice }, practice.call)),
    ).toMatch(/^InvalidParameterException/);
  });

  it('scans on push by the repository, or by a rule of the registry', () => {
    const practice = worldWith();
    const frequency = () =>
      BatchGetRepositoryScanningConfiguration({ repositoryNames: ['shop/web', 'nothing'] }, practice.call);
    expect(frequency()).toMatchObject({
      scanningConfigurations: [{ scanOnPush: false, scanFrequency: 'MANUAL' }],
      failures: [{ repositoryName: 'nothing', failureCode: 'REPOSITORY_NOT_FOUND' }],
    });
    PutImageScanningConfiguration(
      { ...web, imageScanningConfiguration: { scanOnPush: true } },
      practice.call,
    );
    expect(frequency().scanningConfigurations?.[0]?.scanFrequency).toBe('SCAN_ON_PUSH');
    PutImageScanningConfiguration(
      { ...web, imageScanningConfiguration: { scanOnPush: false } },
      practice.call,
    );
    const shop = { filterType: 'WILDCARD' as const, filter: 'shop/*' };
    const rules = [{ scanFrequency: 'SCAN_ON_PUSH' as const, repositoryFilters: [shop, everything] }];
    PutRegistryScanningConfiguration({ rules }, practice.call);
    expect(frequency().scanningConfigurations?.[0]).toMatchObject({
      scanFrequency: 'SCAN_ON_PUSH',
      appliedScanFilters: [shop, everything],
    });
    plantImage({ ...web, content: 'two', tags: ['v1'] }, practice.call);
    expect(status(practice)).toBe('PENDING');
  });
});

it('every base that is told by its name is known by it, and without one there is always the same answer', () => {
  const found = (base: string | undefined, content: string) => {
    const practice = worldWith({ content, ...(base !== undefined && { base }) }, true);
    practice.pass(60);
    return describeScan(practice).imageScanFindings?.findings?.map(({ name }) => name) ?? [];
  };
  for (const { name, vulnerabilities } of bases) {
    expect(found(`${name}-slim`, name)).toEqual(vulnerabilities.map(({ id }) => id));
  }
  expect(found('unheard-of:1', 'x')).toEqual(found('unheard-of:1', 'x'));
});

it('is refused over HTTP in words that the SDK takes for too many requests', async () => {
  const { world } = worldWith({}, true);
  const sandbox = await startSandbox({ world, services });
  const credentials = { accessKeyId: 'sandbox', secretAccessKey: 'sandbox' };
  const settings = { region: 'us-east-1', endpoint: sandbox.url, credentials, maxAttempts: 1 };
  const ecr = new ECRClient(settings);
  try {
    await expect(ecr.send(new StartImageScanCommand(v1))).rejects.toMatchObject({
      name: 'LimitExceededException',
      message: 'The scan quota per image has been exceeded. Wait and try again.',
    });
  } finally {
    ecr.destroy();
    await sandbox.close();
  }
});
