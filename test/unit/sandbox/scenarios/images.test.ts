import { beforeAll, describe, expect, it } from 'vitest';
import { chooseScenario } from '../../../../src/sandbox/scenarios/choose.ts';
import type { Call } from '../../../../src/sandbox/service.ts';
import { DescribeImages } from '../../../../src/sandbox/services/ecr/images-read.ts';
import { PutRegistryScanningConfiguration } from '../../../../src/sandbox/services/ecr/scanning/configuration.ts';
import { DescribeImageScanFindings } from '../../../../src/sandbox/services/ecr/scanning/scans.ts';
import { DescribeTasks } from '../../../../src/sandbox/services/ecs/tasks.ts';
import { SimulatePrincipalPolicy } from '../../../../src/sandbox/services/iam/simulation/simulate.ts';
import { WorldClock } from '../../../../src/sandbox/world/clock.ts';
import { World } from '../../../../src/sandbox/world/world.ts';

let call: Call;
beforeAll(() => {
  const world = new World(new WorldClock({ start: new Date('2026-03-04T09:00:00Z'), speed: 0 }));
  chooseScenario('images').scenario.build(world);
  call = { world, region: world.region('us-east-1'), now: world.clock.now(), endpoint: 'http://127.0.0.1:1' };
});

const imagesOf = (repositoryName: string) => DescribeImages({ repositoryName }, call).imageDetails ?? [];

/** The image of the service's first task. */
function running(service: string): { digest: string | undefined; repository: string } {
  const tasks = call.region.ecs.clusters.get('prod')?.services.get(service)?.tasks ?? [];
  const found = DescribeTasks({ cluster: 'prod', tasks: tasks.map(({ arn }) => arn) }, call).tasks ?? [];
  expect(found.every(({ lastStatus }) => lastStatus === 'RUNNING')).toBe(true);
  return { digest: found[0]?.containers?.[0]?.imageDigest, repository: service };
}

describe('the estate of images', () => {
  it('runs a release of web that three others have followed, by its digest', () => {
    const releases = imagesOf('web');
    expect(releases).toHaveLength(12);
    const { digest } = running('web');
    expect(releases.findIndex(({ imageDigest }) => imageDigest === digest)).toBe(8);
    const [first, last] = [releases[0]?.imagePushedAt, releases[11]?.imagePushedAt].map((date) =>
      Math.round((call.now.getTime() - (date?.getTime() ?? 0)) / 86_400_000),
    );
    expect([first, last]).toEqual([120, 5]);
    expect(releases.every(({ imageScanStatus }) => imageScanStatus?.status === 'COMPLETE')).toBe(true);
    expect(releases[8]?.lastRecordedPullTime?.getTime()).toBeGreaterThan(call.now.getTime() - 90_000_000);
  });

  it('runs an index of worker, whose platforms have no tags', () => {
    const { digest } = running('worker');
    const index = imagesOf('worker').find(({ imageDigest }) => imageDigest === digest);
    expect(index).toMatchObject({
      imageTags: ['3.4'],
      imageManifestMediaType: expect.stringMatching(/index/),
    });
    expect(imagesOf('worker').filter(({ imageTags }) => imageTags === undefined)).toHaveLength(10);
  });

  it('has criticals in legacy, and leftovers in cache', () => {
    const { digest } = running('legacy');
    const image = imagesOf('legacy').find(({ imageDigest }) => imageDigest === digest);
    expect(image?.imageScanFindingsSummary?.findingSeverityCounts?.CRITICAL).toBe(6);
    expect(imagesOf('cache').map(({ imageTags }) => imageTags?.length ?? 0)).toEqual([
      ...new Array(13).fill(0),
      1,
    ]);
  });

  it('knows how many run what an enhanced scan has found', () => {
    const rules = [
      {
        scanFrequency: 'SCAN_ON_PUSH' as const,
        repositoryFilters: [{ filter: '*', filterType: 'WILDCARD' as const }],
      },
    ];
    const { scanning } = call.region.ecr;
    PutRegistryScanningConfiguration(
      { scanType: 'ENHANCED', rules },
      { ...call, now: new Date(call.now.getTime() - 30 * 86_400_000) },
    );
    const inUse = imagesOf('worker')
      .filter(({ imageTags }) => imageTags === undefined)
      .slice(-4)
      .map(({ imageDigest }) => {
        const scan = DescribeImageScanFindings({ repositoryName: 'worker', imageId: { imageDigest } }, call);
        const [finding] = scan.imageScanFindings?.enhancedFindings ?? [];
        return finding?.resources?.[0]?.details?.awsEcrContainerImage?.inUseCount;
      });
    expect(inUse).toEqual([0, 0, 2, 2]);
    call.region.ecr.scanning = scanning;
  });

  it('starts an old build of batch every night', () => {
    const schedule = call.region.scheduler.groups.get('default')?.schedules.get('nightly-batch');
    const target = schedule?.settings.Target?.EcsParameters?.TaskDefinitionArn;
    expect(target).toMatch(/task-definition\/batch:1$/);
    expect(imagesOf('batch')).toHaveLength(6);
  });

  it('has services that cannot pull: by a right, by trust, by their network', () => {
    const may = (role: string) =>
      SimulatePrincipalPolicy(
        {
          PolicySourceArn: `arn:aws:iam::123456789012:role/${role}`,
          ActionNames: ['ecr:BatchGetImage'],
          ResourceArns: ['arn:aws:ecr:us-east-1:123456789012:repository/batch'],
        },
        call,
      ).EvaluationResults?.[0]?.EvalDecision;
    expect(['prod', 'reports', 'mailer'].map((name) => may(`${name}-execution`))).toEqual([
      ...['allowed', 'implicitDeny', 'allowed'],
    ]);
    const trust = call.region.iam.roles.get('mailer-execution')?.AssumeRolePolicyDocument ?? '';
    expect(decodeURIComponent(trust)).not.toContain('ecs-tasks');
    const services = call.region.ecs.clusters.get('prod')?.services;
    const [subnet] =
      services?.get('ledger')?.settings.networkConfiguration?.awsvpcConfiguration?.subnets ?? [];
    const table = [...call.region.ec2.routeTables.values()].find(({ Associations }) =>
      Associations?.some(({ SubnetId }) => SubnetId === subnet),
    );
    expect(table?.Routes?.map(({ GatewayId }) => GatewayId)).toEqual(['local']);
  });

  it('keeps all of it for a quarter of a day', () => {
    const count = () => [...call.region.ecr.repositories.values()].map(({ manifests }) => manifests.size);
    const before = count();
    call.world.clock.advance(6 * 3600);
    call.world.settle();
    expect(count()).toEqual(before);
  });
});
