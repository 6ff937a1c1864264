import { ECRClient } from '@aws-sdk/client-ecr';
import { beforeEach, describe, expect, it } from 'vitest';
import { type FollowOptions, followScan } from '../../../../src/ecr/scan/follow.ts';
import { resolveImage } from '../../../../src/ecr/scan/resolve.ts';
import { readTarget } from '../../../../src/ecr/scan/target.ts';
import { chooseScenario } from '../../../../src/sandbox/scenarios/choose.ts';
import { AwsError } from '../../../../src/sandbox/service.ts';
import { ecr } from '../../../../src/sandbox/services/ecr/index.ts';
import { PutRegistryScanningConfiguration } from '../../../../src/sandbox/services/ecr/scanning/configuration.ts';
import { WorldClock } from '../../../../src/sandbox/world/clock.ts';
import { World } from '../../../../src/sandbox/world/world.ts';
import { callIn } from '../../../support/capacity-estate.ts';
import { SandboxAws } from '../../../support/sandbox-aws.ts';

let world: World;
let aws: SandboxAws;
beforeEach(() => {
  world = new World(new WorldClock({ start: new Date('2026-03-04T09:00:00Z'), speed: 0 }));
  chooseScenario('images').scenario.build(world);
  aws = new SandboxAws(world, 'us-east-1');
});

async function follow(image: string, more: Partial<FollowOptions> = {}) {
  const target = readTarget(image);
  const client = aws.client(ECRClient);
  const resolved = await resolveImage(client, target);
  const imageDigest = resolved.kind === 'there' ? resolved.platforms[0]?.digest : undefined;
  aws.calls.length = 0;
  const began = world.clock.now().getTime();
  const scanned = await followScan(
    client,
    { repositoryName: target.repository, imageId: { imageDigest } },
    {
      ...{ registry: 'basic', mayStart: true, patience: 900, clock: aws.clock, now: () => aws.now() },
      ...more,
    },
  );
  const seconds = (world.clock.now().getTime() - began) / 1000;
  return { scanned, seconds, starts: aws.writes.map(({ error = 'done' }) => error) };
}

/** Lets an operation fail in this world, as long as `use` lasts. */
async function failing(operation: string, name: string, use: () => Promise<void>): Promise<void> {
  const handlers = ecr.handlers as Record<string, unknown>;
  const usual = handlers[operation];
  handlers[operation] = () => {
    throw new AwsError(name, 'so it is');
  };
  try {
    await use();
  } finally {
    handlers[operation] = usual;
  }
}

describe('a basic scan', () => {
  it('is begun, waited for, and used for a day', async () => {
    const first = await follow('batch:build-46');
    expect(first).toMatchObject({ scanned: { kind: 'findings', type: 'basic' }, starts: ['done'] });
    expect(first.seconds).toBeGreaterThanOrEqual(30);
    expect(await follow('batch:build-46')).toMatchObject({ seconds: 0, starts: [] });
    world.clock.advance(25 * 3600);
    expect(await follow('batch:build-46')).toMatchObject({ starts: ['done'] });
  });

  it('is begun again after one that failed, though not twice a day', async () => {
    expect(await follow('legacy:4.1')).toMatchObject({ scanned: { kind: 'findings' }, starts: ['done'] });
  });

  it('that may not begin ends at once, and takes what there is', async () => {
    await failing('StartImageScan', 'AccessDeniedException', async () => {
      const never = await follow('batch:build-46');
      expect(never).toMatchObject({ scanned: { kind: 'none' }, seconds: 0 });
      const old = await follow('legacy:4.2');
      expect(old).toMatchObject({
        scanned: { kind: 'findings', warning: expect.stringContaining('a new scan does not begin') },
        seconds: 0,
      });
    });
  });

  it('that the day allows no more is waited for as long as one of a push may take to begin', async () => {
    await failing('StartImageScan', 'LimitExceededException', async () => {
      const { scanned, seconds, starts } = await follow('batch:build-46');
      expect(scanned).toMatchObject({ kind: 'none', why: expect.stringContaining('once in 24 hours') });
      expect(seconds).toBeLessThan(60);
      expect(starts).toEqual(['LimitExceededException']);
    });
  });

  it('has no answer when patience ends, when access is denied, and when the image goes', async () => {
    const late = await follow('batch:build-46', { patience: 10 });
    expect(late.scanned).toEqual({
      kind: 'none',
      status: expect.stringMatching(/PENDING|IN_PROGRESS/),
      why: expect.stringMatching(/^the scan was not done within 10s \(--wait\); its state is /),
    });
    for (const name of ['AccessDeniedException', 'ImageNotFoundException']) {
      await failing('DescribeImageScanFindings', name, async () => {
        expect(await follow('web:1.8')).toMatchObject({ scanned: { kind: 'none' }, seconds: 0 });
      });
    }
    await failing('DescribeImageScanFindings', 'ServerException', async () => {
      await expect(follow('web:1.8')).rejects.toThrow('so it is');
    });
  });

  it('ends with the reason of an abort', async () => {
    const signal = AbortSignal.abort(new Error('interrupted'));
    await expect(follow('web:1.8', { signal })).rejects.toThrow('interrupted');
  });
});

describe('an enhanced scan', () => {
  beforeEach(() => {
    const rules = [
      {
        scanFrequency: 'CONTINUOUS_SCAN' as const,
        repositoryFilters: [{ filter: 'web', filterType: 'WILDCARD' as const }],
      },
    ];
    PutRegistryScanningConfiguration({ scanType: 'ENHANCED', rules }, callIn(world));
  });

  it('is used when its findings come no more, though it is ACTIVE before', async () => {
    const first = await follow('web:1.11', { registry: 'enhanced' });
    expect(first).toMatchObject({ scanned: { kind: 'findings', status: 'ACTIVE' }, starts: [] });
    world.clock.advance(24 * 3600);
    const later = await follow('web:1.11', { registry: 'enhanced' });
    expect(later.seconds).toBe(0);
    const count = ({ scanned }: typeof first) => (scanned.kind === 'findings' ? scanned.findings.length : 0);
    expect(count(first)).toBe(count(later));
  });

  it('is known by its refusal to begin, where the registry may not be asked', async () => {
    const { scanned, starts } = await follow('web:1.11', { registry: undefined });
    expect(scanned).toMatchObject({ kind: 'findings', type: 'enhanced' });
    expect(starts.filter((one) => one === 'done')).toEqual([]);
  });

  it('has no answer for a repository that no rule means', async () => {
    const { scanned, seconds } = await follow('batch:build-46', { registry: 'enhanced' });
    expect(scanned).toMatchObject({ kind: 'none', why: expect.stringContaining('Inspector') });
    expect(seconds).toBeLessThan(60);
  });
});
