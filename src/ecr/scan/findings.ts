import type {
  Attribute,
  EnhancedImageScanFinding,
  ImageScanFinding,
  VulnerablePackage,
} from '@aws-sdk/client-ecr';
import { type Severity, severityOf } from '../severity.ts';

/** A package in an image, and the version of it that is free of the finding. */
export interface FoundPackage {
  readonly name: string;
  readonly installed?: string;
  readonly fixed?: string;
  /** Where it lies, for one that no distribution brought. */
  readonly path?: string;
}

/** A weakness of an image, whichever scan found it. */
export interface Finding {
  readonly id: string;
  readonly severity: Severity;
  readonly title: string;
  readonly packages: readonly FoundPackage[];
  /** Undefined where the scan does not say, as a basic one never does. */
  readonly fixable?: boolean;
  /** CVSS, 0 to 10. */
  readonly score?: number;
  /** It is known how to make use of it. */
  readonly exploitable?: boolean;
  readonly url?: string;
}

/** https://docs.aws.amazon.com/AmazonECR/latest/APIReference/API_ImageScanFinding.html */
export function basicFinding({ name, severity, description, uri, attributes }: ImageScanFinding): Finding {
  const packageName = attributeOf(attributes, 'package_name');
  const installed = attributeOf(attributes, 'package_version');
  const score = ['CVSS4_SCORE', 'CVSS3_SCORE', 'CVSS2_SCORE']
    .map((key) => Number(attributeOf(attributes, key)))
    .find((value) => value >= 0 && value <= 10);
  const id = name ?? 'unnamed';
  return {
    id,
    severity: severityOf(severity),
    title: description ?? id,
    packages: packageName === undefined ? [] : [{ name: packageName, ...(installed && { installed }) }],
    ...(score !== undefined && { score }),
    ...(uri && { url: uri }),
  };
}

function attributeOf(attributes: readonly Attribute[] = [], wanted: string): string | undefined {
  return attributes.find(({ key }) => key === wanted)?.value;
}

/** https://docs.aws.amazon.com/AmazonECR/latest/APIReference/API_EnhancedImageScanFinding.html */
export function enhancedFinding(found: EnhancedImageScanFinding): Finding {
  const { packageVulnerabilityDetails: details, fixAvailable, score } = found;
  const id = details?.vulnerabilityId ?? found.title ?? found.findingArn ?? 'unnamed';
  return {
    id,
    severity: severityOf(found.severity),
    title: found.description ?? found.title ?? id,
    packages: (details?.vulnerablePackages ?? []).map(packageOf),
    ...(fixAvailable !== undefined && { fixable: fixAvailable !== 'NO' }),
    ...(score !== undefined && { score }),
    ...(found.exploitAvailable !== undefined && { exploitable: found.exploitAvailable === 'YES' }),
    ...(details?.sourceUrl && { url: details.sourceUrl }),
  };
}

/** Inspector writes `NotAvailable` for a version that is not there. */
function packageOf({ name, version, fixedInVersion, filePath }: VulnerablePackage): FoundPackage {
  const isFixed = fixedInVersion !== undefined && !/^(?:NotAvailable|)$/i.test(fixedInVersion);
  return {
    name: name ?? 'unnamed',
    ...(version && { installed: version }),
    ...(isFixed && { fixed: fixedInVersion }),
    ...(filePath && { path: filePath }),
  };
}
