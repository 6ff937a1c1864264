import type { EnhancedImageScanFinding, ImageScanFinding } from '@aws-sdk/client-ecr';
import type { Call } from '../../../service.ts';
import { arn } from '../../../world/arn.ts';
import { tagsOf } from '../lookup.ts';
import { digestOf } from '../manifest.ts';
import { registryHost } from '../repositories.ts';
import type { Manifest, Repository } from '../state.ts';
import { containersWith } from './in-use.ts';
import type { Found } from './scan-state.ts';
import type { Vulnerability } from './vulnerability.ts';

/** A finding as basic scanning tells it: it does not say whether there is a fix. */
export function basicFinding({ image }: Found, vulnerability: Vulnerability): ImageScanFinding {
  const { id, packageName, installed, score, vector, severity, description } = vulnerability;
  const attributes = [
    { key: 'package_name', value: packageName },
    { key: 'package_version', value: installed },
    ...(vector === undefined ? [] : [{ key: 'CVSS3_VECTOR', value: vector }]),
    ...(score === undefined ? [] : [{ key: 'CVSS3_SCORE', value: String(score) }]),
  ];
  return { name: id, description, uri: image.base.tracker + id, severity, attributes };
}

/** A finding as Inspector tells it. */
export function enhancedFinding(
  found: Found,
  vulnerability: Vulnerability,
  { repository, manifest }: { readonly repository: Repository; readonly manifest: Manifest },
  call: Call,
): EnhancedImageScanFinding {
  const { id, packageName, fixed, score, vector, severity, description, exploited } = vulnerability;
  const content = digestOf(`${manifest.digest} ${id} ${packageName}`).slice('sha256:'.length, 39);
  const cvss = { score, scoreSource: 'NVD', scoringVector: vector, version: '3.1', adjustments: [] };
  return {
    awsAccountId: call.world.accountId,
    findingArn: arn(call.region, 'inspector2', `finding/${content}`),
    ...{ type: 'PACKAGE_VULNERABILITY', status: 'ACTIVE', title: `${id} - ${packageName}`, description },
    severity: severity === 'UNDEFINED' ? 'UNTRIAGED' : severity,
    ...(score === undefined ? {} : { score, scoreDetails: { cvss } }),
    ...{ firstObservedAt: found.completedAt, lastObservedAt: call.now, updatedAt: call.now },
    fixAvailable: fixed === undefined ? 'NO' : 'YES',
    exploitAvailable: exploited ? 'YES' : 'NO',
    packageVulnerabilityDetails: detailsOf(found, vulnerability),
    remediation: {
      recommendation: { text: fixed === undefined ? 'None Provided' : `Update ${packageName}.` },
    },
    resources: [resourceOf(found, repository, manifest, call)],
  };
}

function detailsOf({ image }: Found, vulnerability: Vulnerability) {
  const { id, packageName, installed, fixed, score, vector, severity, application } = vulnerability;
  const sourceUrl = application ? `https://nvd.nist.gov/vuln/detail/${id}` : image.base.tracker + id;
  return {
    vulnerabilityId: id,
    ...{ source: application ? 'NVD' : image.base.platform, sourceUrl, referenceUrls: [sourceUrl] },
    ...{ vendorSeverity: severity, relatedVulnerabilities: [] },
    cvss:
      score === undefined ? [] : [{ baseScore: score, scoringVector: vector, source: 'NVD', version: '3.1' }],
    vulnerablePackages: [
      {
        ...{ name: packageName, version: installed, fixedInVersion: fixed ?? 'NotAvailable', epoch: 0 },
        ...{ arch: image.architecture.toUpperCase(), packageManager: application?.manager ?? 'OS' },
        filePath: application?.path,
      },
    ],
  };
}

function resourceOf({ image }: Found, repository: Repository, manifest: Manifest, { region, now }: Call) {
  const { digest, pushedAt } = manifest;
  const inUseCount = containersWith(region, repository, digest);
  const details = {
    ...{
      architecture: image.architecture,
      imageHash: digest,
      imageTags: tagsOf(repository, digest),
      pushedAt,
    },
    ...{ platform: image.base.platform, registry: region.accountId, repositoryName: repository.name },
    ...{ inUseCount, lastInUseAt: inUseCount > 0 ? now : undefined },
  };
  return {
    type: 'AWS_ECR_CONTAINER_IMAGE',
    id: `${registryHost(region.accountId, region.name)}/${repository.name}@${digest}`,
    details: { awsEcrContainerImage: details },
    tags: {},
  };
}
