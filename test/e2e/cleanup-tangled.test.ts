import { CloudWatchLogsClient, DescribeLogGroupsCommand } from '@aws-sdk/client-cloudwatch-logs';
import { DescribeImagesCommand, ECRClient } from '@aws-sdk/client-ecr';
import { ListObjectVersionsCommand, S3Client } from '@aws-sdk/client-s3';
import { describe, expect, it } from 'vitest';
import { type SandboxRoom, withSandbox } from '../support/sandbox.ts';
import { resourcesOf, touchedBetween } from '../support/world-snapshot.ts';

const cleanUp = ['cleanup', '--stack', 'lab', '--yes'];
const tangled = { scenario: 'tangled', speed: 600 };
const stackId =
  'arn:aws:cloudformation:us-east-1:123456789012:stack/lab/7d1c5a40-b6f1-11ef-9c1a-0e8f7d3b2a11';

/** The touched resources by their names alone, each with its number where there are more; tags go with what has them. */
function namesOf(touched: readonly string[]): string[] {
  const names = touched
    .filter((key) => !/^gone: us-east-1 tags of /.test(key))
    .map((key) =>
      key.replace(/ arn:\S+\/(lab[^/\s]*)\S*/, ' $1').replace(/ (?!lab)[a-z]+-[0-9a-f]{16,}$/, ''),
    );
  const counts = new Map<string, number>();
  for (const name of names) counts.set(name, (counts.get(name) ?? 0) + 1);
  return [...counts].map(([name, count]) => (count > 1 ? `${name} (${count})` : name));
}

/** What nobody could make again, as the SDK reads it. */
async function readData({ settings }: SandboxRoom) {
  const s3 = new S3Client({ ...settings, forcePathStyle: true });
  const ecr = new ECRClient(settings);
  const logs = new CloudWatchLogsClient(settings);
  const about = { Bucket: 'lab-uploads-123456789012' };
  const { Versions = [], DeleteMarkers = [] } = await s3.send(new ListObjectVersionsCommand(about));
  const { imageDetails = [] } = await ecr.send(new DescribeImagesCommand({ repositoryName: 'lab/web' }));
  const { logGroups = [] } = await logs.send(new DescribeLogGroupsCommand({}));
  for (const client of [s3, ecr, logs]) client.destroy();
  return {
    versions: Versions.length,
    markers: DeleteMarkers.length,
    images: imageDetails.length,
    logGroups: logGroups.map(({ logGroupName }) => logGroupName).sort(),
  };
}

describe('the clean-up of a tangled stack', () => {
  it('takes all that is its own, and touches nothing of anybody else', async () => {
    await withSandbox(tangled, async (room) => {
      const before = resourcesOf(room.sandbox.world);
      const { code, stdout } = await room.run([
        ...['cleanup', '--stack', stackId, '--delete-data', '--retained', '--yes'],
      ]);
      expect(code).toBe(0);
      expect(stdout).toContain('Nothing is left of stack lab.');
      expect(namesOf(touchedBetween(before, resourcesOf(room.sandbox.world)))).toEqual([
        'gone: us-east-1 cluster lab',
        'gone: us-east-1 service lab',
        'gone: us-east-1 task definition lab-job:1',
        'gone: us-east-1 task definition lab-web:1',
        'gone: us-east-1 task definition lab-web:2',
        'gone: us-east-1 task definition lab-web:3',
        'gone: us-east-1 capacity provider lab-nodes',
        'gone: us-east-1 load balancer lab-alb',
        'gone: us-east-1 target group lab-tg',
        'gone: us-east-1 listener lab-alb',
        'gone: us-east-1 listener rule lab-alb',
        'gone: us-east-1 vpc',
        'gone: us-east-1 subnet (2)',
        'gone: us-east-1 security group (3)',
        'gone: us-east-1 elastic ip',
        'gone: us-east-1 nat gateway',
        'gone: us-east-1 internet gateway',
        'gone: us-east-1 route table (2)',
        'gone: us-east-1 vpc endpoint',
        'gone: us-east-1 launch template',
        'gone: us-east-1 scalable target ecs service/lab/web ecs:service:DesiredCount',
        'gone: us-east-1 auto scaling group lab-nodes',
        'gone: us-east-1 bucket lab-uploads-123456789012',
        'gone: us-east-1 repository lab/web',
        'gone: us-east-1 log group /ecs/lab-web',
        'gone: us-east-1 alarm lab-web-busy',
        'gone: us-east-1 rule default|lab-nightly',
        'gone: us-east-1 schedule default/lab-hourly',
        'gone: us-east-1 cloud map namespace',
        'gone: us-east-1 cloud map service',
        'gone: us-east-1 stack lab-Service-1K2M3N',
        'gone: us-east-1 stack lab',
        'gone: role lab-schedules',
      ]);

      const base = await room.run(['cleanup', '--stack', 'lab-base', '--yes']);
      expect(base).toMatchObject({ code: 0 });
      expect(base.stdout).toContain('Nothing is left of stack lab-base.');
      room.takeWrites();
      expect(await room.run(['cleanup', '--stack', stackId, '--check'])).toMatchObject({ code: 0 });
      expect(room.takeWrites()).toEqual([]);
    });
  });

  it('leaves what is named or kept by a policy, and takes what is named besides', async () => {
    await withSandbox(tangled, async (room) => {
      const before = resourcesOf(room.sandbox.world);
      const choices = ['--delete-data', '--keep', 'lab-schedules', '--also', 'stray-tg'];
      const { code, stdout } = await room.run([...cleanUp, ...choices]);
      expect(code).toBe(0);
      expect(stdout).toContain('Left of stack lab:');
      expect(stdout).toMatch(/bucket lab-uploads-123456789012: its deletion policy keeps it.*--retained/);
      const touched = touchedBetween(before, resourcesOf(room.sandbox.world)).join('\n');
      expect(touched).toContain('schedule default/lab-hourly');
      expect(touched).toContain('targetgroup/stray-tg/');
      expect(touched).not.toContain('role lab-schedules');
      expect(touched).not.toContain('lab-uploads');
      const check = await room.run(['cleanup', '--stack', 'lab', '--check', '--keep', 'lab-schedules']);
      expect(check.code).toBe(3);
      expect(check.stdout).toContain('bucket lab-uploads-123456789012');
    });
  });
});

describe('a clean-up that must not begin', () => {
  it('is refused before any write, and says why and what would help', async () => {
    await withSandbox(tangled, async (room) => {
      const before = resourcesOf(room.sandbox.world);
      const refused = async (stack: string, ...more: readonly string[]) => {
        const { code, stderr } = await room.run(['cleanup', '--stack', stack, ...more, '--yes']);
        expect(code).toBe(1);
        return stderr;
      };
      expect(await refused('lab')).toMatch(/log group \/ecs\/lab-web .*\n.*hint: .*--delete-data/s);
      expect(await refused('lab', '--delete-data', '--keep', 'cluster')).toMatch(
        /cluster lab .*named by --keep/,
      );
      expect(await refused('lab-base')).toMatch(/lab-artifacts is used by stack lab\n/);
      expect(await refused('lab-Service-1K2M3N')).toMatch(/nested in stack lab\n.*cleanup --stack lab\n/);
      expect(await refused('lob')).toMatch(/no stack lob\nhint: .*lab/);
      expect(await refused(stackId.replace(/.$/, '0'))).toMatch(/no stack/);

      expect(room.takeWrites()).toEqual([]);
      expect(touchedBetween(before, resourcesOf(room.sandbox.world))).toEqual([]);
      expect(await readData(room)).toEqual({
        versions: 6,
        markers: 1,
        images: 4,
        logGroups: ['/ecs/lab-web', '/ecs/shared', '/ecs/shop'],
      });
    });
  });
});
