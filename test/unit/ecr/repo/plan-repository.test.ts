import { describe, expect, it } from 'vitest';
import { planCreation } from '../../../../src/ecr/repo/plan-creation.ts';
import { planRepositoryRemoval } from '../../../../src/ecr/repo/plan-removal.ts';
import { planSettings, wantedSettings } from '../../../../src/ecr/repo/plan-settings.ts';

const flags = { mutable: false, immutable: false, scanOnPush: false, noScanOnPush: false };
const operations = ({ steps }: { steps: readonly { call: { operation: string } }[] }) =>
  steps.map(({ call }) => call.operation);

describe('settings', () => {
  it.each([
    [{ immutable: true }, { imageTagMutability: 'MUTABLE' as const }, ['PutImageTagMutability']],
    [{ immutable: true }, {}, ['PutImageTagMutability']],
    [{ immutable: true }, { imageTagMutability: 'IMMUTABLE' as const }, []],
    [{ immutable: true }, { imageTagMutability: 'IMMUTABLE_WITH_EXCLUSION' as const }, []],
    [
      { mutable: true },
      { imageTagMutability: 'IMMUTABLE_WITH_EXCLUSION' as const },
      ['PutImageTagMutability'],
    ],
    [{ scanOnPush: true }, {}, ['PutImageScanningConfiguration']],
    [{ noScanOnPush: true }, {}, []],
    [
      { noScanOnPush: true },
      { imageScanningConfiguration: { scanOnPush: true } },
      ['PutImageScanningConfiguration'],
    ],
  ])('%o of %o take %o', (wanted, found, calls) => {
    expect(operations(planSettings('web', wantedSettings({ ...flags, ...wanted }), found))).toEqual(calls);
  });

  it('put back the exceptions that they overwrite', () => {
    const filters = [{ filterType: 'WILDCARD' as const, filter: 'dev*' }];
    const found = {
      imageTagMutability: 'IMMUTABLE_WITH_EXCLUSION' as const,
      imageTagMutabilityExclusionFilters: filters,
    };
    const { steps } = planSettings('web', { isMutable: true }, found);
    expect(steps[0]?.undo).toMatchObject({ input: { imageTagMutabilityExclusionFilters: filters } });
    expect(planSettings('web', { isMutable: false }, found).kept[0]?.reason).toBe(
      'tags are immutable, with exceptions already, but for dev*',
    );
  });

  it.each([{}, { mutable: true, immutable: true }, { scanOnPush: true, noScanOnPush: true }])(
    'refuse %o',
    (bad) => {
      expect(() => wantedSettings({ ...flags, ...bad })).toThrow(/nothing is named|exclude each other/);
    },
  );
});

describe('a new repository', () => {
  it('is made with its lifecycle, once', () => {
    const wanted = { isMutable: false, scanOnPush: true, lifecycle: { rules: [] } };
    expect(operations(planCreation('web', wanted, undefined))).toEqual([
      'CreateRepository',
      'PutLifecyclePolicy',
    ]);
    const repository = { imageTagMutability: 'MUTABLE' as const };
    const whole = { policy: false, images: false };
    const there = planCreation('web', wanted, { repository, lacks: whole });
    expect(there.steps).toEqual([]);
    expect(there.warnings).toEqual([
      'it is set up otherwise: ecsctl ecr repo set web --immutable --scan-on-push',
    ]);
  });

  it('that was broken off gets its policy; one with images is told of it', () => {
    const wanted = { isMutable: true, scanOnPush: false, lifecycle: { rules: [] } };
    const empty = planCreation('web', wanted, { repository: {}, lacks: { policy: true, images: true } });
    expect(operations(empty)).toEqual(['PutLifecyclePolicy']);
    const used = planCreation('web', wanted, { repository: {}, lacks: { policy: true, images: false } });
    expect(used).toMatchObject({
      steps: [],
      warnings: ['it has no lifecycle policy: see ecsctl ecr lifecycle set web'],
    });
  });
});

describe('a removal', () => {
  const image = {
    ...{ digest: 'sha256:a', tags: ['1'], pushedAt: new Date(0), size: 5, mediaType: '', isArchived: false },
    ...{ children: [], isReferrer: false },
  };
  const found = { repository: { repositoryName: 'web' }, images: [image], needed: new Map<string, string>() };

  it('takes images only where that is said, and never one that is needed', () => {
    expect(() => planRepositoryRemoval(found, false)).toThrow('web has 1 image');
    expect(planRepositoryRemoval(found, true).steps[0]?.call.input).toMatchObject({ force: true });
    expect(planRepositoryRemoval({ ...found, images: [] }, false).steps[0]?.call.input).toEqual({
      repositoryName: 'web',
    });
    const needed = new Map([[image.digest, 'task prod/1 runs it']]);
    expect(() => planRepositoryRemoval({ ...found, needed }, true)).toThrow(
      'ECS still needs images of web\n  1: task prod/1 runs it',
    );
  });
});
