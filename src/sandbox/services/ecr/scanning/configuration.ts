import type {
  BatchGetRepositoryScanningConfigurationCommandInput,
  BatchGetRepositoryScanningConfigurationCommandOutput,
  GetRegistryScanningConfigurationCommandInput,
  GetRegistryScanningConfigurationCommandOutput,
  PutImageScanningConfigurationCommandInput,
  PutImageScanningConfigurationCommandOutput,
  PutRegistryScanningConfigurationCommandInput,
  PutRegistryScanningConfigurationCommandOutput,
  RepositoryScanningConfiguration,
} from '@aws-sdk/client-ecr';
import { type Answer, AwsError, type Call } from '../../../service.ts';
import { findRepository, invalidParameter } from '../lookup.ts';
import type { Repository } from '../state.ts';
import { appliedRules } from './filters.ts';

const MOST_NAMES = 25;
const MOST_RULES = 2;

export function GetRegistryScanningConfiguration(
  _input: GetRegistryScanningConfigurationCommandInput,
  { region, world }: Call,
): Answer<GetRegistryScanningConfigurationCommandOutput> {
  const { scanType, rules } = region.ecr.scanning;
  return { registryId: world.accountId, scanningConfiguration: { scanType, rules } };
}

/** What is not given is as it is at first: basic, and without rules. */
export function PutRegistryScanningConfiguration(
  { scanType = 'BASIC', rules = [] }: PutRegistryScanningConfigurationCommandInput,
  { region, now }: Call,
): Answer<PutRegistryScanningConfigurationCommandOutput> {
  const frequencies = new Set(rules.map(({ scanFrequency }) => scanFrequency));
  if (rules.length > MOST_RULES || frequencies.size < rules.length) {
    throw invalidParameter('rules', `at most ${MOST_RULES} rules, each with a scan frequency of its own`);
  }
  if (scanType === 'BASIC' && frequencies.has('CONTINUOUS_SCAN')) {
    throw new AwsError('ValidationException', 'Continuous scanning is not supported with basic scanning');
  }
  const { ecr } = region;
  const since = scanType === ecr.scanning.scanType ? ecr.scanning.since : now;
  ecr.scanning = { scanType, rules, since };
  return { registryScanningConfiguration: { scanType, rules } };
}

export function PutImageScanningConfiguration(
  input: PutImageScanningConfigurationCommandInput,
  call: Call,
): Answer<PutImageScanningConfigurationCommandOutput> {
  const repository = findRepository(input, call);
  repository.scanOnPush = input.imageScanningConfiguration?.scanOnPush ?? false;
  return {
    registryId: call.world.accountId,
    repositoryName: repository.name,
    imageScanningConfiguration: { scanOnPush: repository.scanOnPush },
  };
}

/** What is not there is a failure in an answer that succeeds. */
export function BatchGetRepositoryScanningConfiguration(
  { repositoryNames = [] }: BatchGetRepositoryScanningConfigurationCommandInput,
  { region }: Call,
): Answer<BatchGetRepositoryScanningConfigurationCommandOutput> {
  if (repositoryNames.length < 1 || repositoryNames.length > MOST_NAMES) {
    throw invalidParameter('repositoryNames', `Member must have length from 1 to ${MOST_NAMES}`);
  }
  const { repositories, scanning } = region.ecr;
  return {
    scanningConfigurations: repositoryNames.flatMap((name) => {
      const repository = repositories.get(name);
      return repository ? [configurationOf(repository, scanning)] : [];
    }),
    failures: repositoryNames
      .filter((name) => !repositories.has(name))
      .map((repositoryName) => ({
        repositoryName,
        failureCode: 'REPOSITORY_NOT_FOUND' as const,
        failureReason: 'REPOSITORY_NOT_FOUND',
      })),
  };
}

function configurationOf(
  repository: Repository,
  scanning: Call['region']['ecr']['scanning'],
): RepositoryScanningConfiguration {
  const [rule] = appliedRules(scanning.rules, repository.name);
  const usual = scanning.scanType === 'BASIC' && repository.scanOnPush ? 'SCAN_ON_PUSH' : 'MANUAL';
  const scanFrequency = rule?.scanFrequency ?? usual;
  return {
    repositoryArn: repository.arn,
    repositoryName: repository.name,
    scanOnPush: scanFrequency !== 'MANUAL',
    scanFrequency,
    appliedScanFilters: rule?.repositoryFilters ?? [],
  };
}

/** Whether basic scanning scans what is pushed to the repository. */
export function scansOnPush({ name, scanOnPush }: Repository, { region }: Call): boolean {
  const { scanType, rules } = region.ecr.scanning;
  return scanType === 'BASIC' && (scanOnPush || appliedRules(rules, name).length > 0);
}
