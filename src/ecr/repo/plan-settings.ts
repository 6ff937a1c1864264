import type { Repository } from '@aws-sdk/client-ecr';
import { usage } from '../../failure.ts';
import type { Kept, Plan, Step } from '../../plan/plan.ts';
import { call } from './call.ts';

/** What is to be changed of a repository; what is not named stays. */
export interface WantedSettings {
  readonly isMutable?: boolean;
  readonly scanOnPush?: boolean;
}

interface SettingFlags {
  readonly mutable: boolean;
  readonly immutable: boolean;
  readonly scanOnPush: boolean;
  readonly noScanOnPush: boolean;
}

/** @throws Failure `usage` for no flag, and for two that contradict each other. */
export function wantedSettings({
  mutable,
  immutable,
  scanOnPush,
  noScanOnPush,
}: SettingFlags): WantedSettings {
  if (mutable && immutable)
    throw usage('--mutable and --immutable exclude each other', 'leave one of them out');
  if (scanOnPush && noScanOnPush) {
    throw usage('--scan-on-push and --no-scan-on-push exclude each other', 'leave one of them out');
  }
  if (!(mutable || immutable || scanOnPush || noScanOnPush)) {
    throw usage(
      'nothing is named to be changed',
      'add --immutable, --mutable, --scan-on-push or --no-scan-on-push',
    );
  }
  return {
    ...((mutable || immutable) && { isMutable: mutable }),
    ...((scanOnPush || noScanOnPush) && { scanOnPush }),
  };
}

/** Plans the settings of a repository. */
export function planSettings(name: string, wanted: WantedSettings, found: Repository): Plan {
  return {
    subject: `repository ${name}`,
    steps: [...mutability(name, wanted, found), ...scanning(name, wanted, found)],
    kept: exceptions(name, wanted, found),
    warnings: [],
  };
}

function mutability(repositoryName: string, { isMutable }: WantedSettings, found: Repository): Step[] {
  const before = found.imageTagMutability ?? 'MUTABLE';
  if (isMutable === undefined || isMutable === before.startsWith('MUTABLE')) return [];
  const filters = found.imageTagMutabilityExclusionFilters;
  return [
    {
      id: 'mutability',
      action: 'update',
      resource: { type: 'repository', id: repositoryName },
      reason: isMutable ? 'a tag may be moved to another image' : 'a tag is to stand for one image for good',
      changes: [{ field: 'tags', from: words(before), to: isMutable ? 'mutable' : 'immutable' }],
      after: [],
      call: call('PutImageTagMutability', {
        repositoryName,
        imageTagMutability: isMutable ? 'MUTABLE' : 'IMMUTABLE',
      }),
      undo: call('PutImageTagMutability', {
        repositoryName,
        imageTagMutability: before,
        ...(filters && { imageTagMutabilityExclusionFilters: filters }),
      }),
    },
  ];
}

function scanning(repositoryName: string, { scanOnPush }: WantedSettings, found: Repository): Step[] {
  const before = found.imageScanningConfiguration?.scanOnPush ?? false;
  if (scanOnPush === undefined || scanOnPush === before) return [];
  const put = (on: boolean) =>
    call('PutImageScanningConfiguration', { repositoryName, imageScanningConfiguration: { scanOnPush: on } });
  return [
    {
      id: 'scanning',
      action: 'update',
      resource: { type: 'repository', id: repositoryName },
      reason: scanOnPush
        ? 'every image is to be scanned as soon as it is pushed'
        : 'scans are to be asked for',
      changes: [{ field: 'scan on push', from: before, to: scanOnPush }],
      after: [],
      call: put(scanOnPush),
      undo: put(before),
    },
  ];
}

/** A rule with exceptions is what was asked for, and the exceptions were meant. */
function exceptions(name: string, { isMutable }: WantedSettings, found: Repository): Kept[] {
  const rule = found.imageTagMutability ?? 'MUTABLE';
  if (!rule.endsWith('_WITH_EXCLUSION') || isMutable !== rule.startsWith('MUTABLE')) return [];
  const filters = (found.imageTagMutabilityExclusionFilters ?? []).map(({ filter }) => filter).join(', ');
  return [
    {
      resource: { type: 'repository', id: name },
      reason: `tags are ${words(rule)} already, but for ${filters}`,
    },
  ];
}

function words(rule: string): string {
  const [first = ''] = rule.toLowerCase().split('_');
  return rule.endsWith('_WITH_EXCLUSION') ? `${first}, with exceptions` : first;
}
