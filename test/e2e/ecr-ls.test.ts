import { describe, expect, it } from 'vitest';
import { plantImage } from '../../src/sandbox/services/ecr/plant.ts';
import { CreateRepository } from '../../src/sandbox/services/ecr/repositories.ts';
import { PutRegistryScanningConfiguration } from '../../src/sandbox/services/ecr/scanning/configuration.ts';
import { PutRule } from '../../src/sandbox/services/events/rules.ts';
import { PutTargets } from '../../src/sandbox/services/events/targets.ts';
import { splitCommand } from '../../src/sandbox/tour/split-command.ts';
import { callIn } from '../support/capacity-estate.ts';
import { repositoryIn } from '../support/image-estate.ts';
import { type SandboxRoom, withSandbox } from '../support/sandbox.ts';

const images = { scenario: 'images' };

const ls = (room: SandboxRoom, command: string) => room.run(['ecr', 'ls', ...splitCommand(command)]);

/** The value that a command prints, of the scenario as it is where nothing else is said. */
async function answerTo(room: SandboxRoom, command: string) {
  const { code, stdout, stderr } = await ls(room, `${command} -o json`);
  expect(code, stderr).toBe(0);
  return JSON.parse(stdout);
}

/** How often it asks ECR for what. */
async function questions(room: SandboxRoom, command: string): Promise<Record<string, number>> {
  const before = room.sandbox.ledger.entries.length;
  expect((await ls(room, command)).code).toBe(0);
  const counts: Record<string, number> = {};
  for (const { iamAction } of room.sandbox.ledger.entries.slice(before)) {
    if (iamAction.startsWith('ecr:')) counts[iamAction] = (counts[iamAction] ?? 0) + 1;
  }
  return counts;
}

const deny = (...actions: readonly string[]) =>
  JSON.stringify({
    Statement: [
      { Effect: 'Allow', Action: '*', Resource: '*' },
      { Effect: 'Deny', Action: actions, Resource: '*' },
    ],
  });

const tagsOf = (value: { images: { tags: string[] }[] }) => value.images.map(({ tags }) => tags.join(' '));

describe('ecsctl ecr ls', () => {
  it('lists the repositories on 80 columns', async () => {
    await withSandbox(images, async (room) => {
      const { stdout } = await room.run(['ecr', 'ls', '--no-color'], { tty: { columns: 80 } });
      expect(stdout).toMatch(/^REPOSITORY {2}IMAGES +SIZE +NEWEST {2}SCANS +LIFECYCLE {2}TAGS +IN USE$/m);
      expect(stdout).toMatch(/^batch {12}6 {2}469\.8 MB +20d ago {2}manual +no +immutable +2$/m);
      expect(stdout).toMatch(/^web {13}12 +1\.11 GB +4d ago {2}on push +no +mutable +2$/m);
      expect(stdout).toContain('5 repositories in us-east-1, 6.72 GB at most; ECS uses 7 of 49 images');
      for (const line of stdout.split('\n')) expect(line.length).toBeLessThanOrEqual(80);
    });
  });

  it('tells a pipe and a program of them, and pulls nothing', async () => {
    await withSandbox(images, async (room) => {
      const call = callIn(room.sandbox.world);
      PutRegistryScanningConfiguration({ scanType: 'ENHANCED' }, call);
      repositoryIn(room.sandbox.world, 'cache').lifecycle = {
        ...{ text: '{"rules":[]}', putAt: call.now, evaluatedAt: undefined },
      };
      const rows = (await ls(room, '')).stdout.trimEnd().split('\n');
      expect(rows).toHaveLength(5);
      expect(rows[1]).toMatch(
        /^cache\t14\t13\t4321104750\t2\d{3}-\d\d-\d\dT[\d:.]+Z\tmutable\tnever\tyes\t0$/,
      );
      const value = await answerTo(room, '');
      expect(value.repositories[0]).toMatchObject({
        name: 'batch',
        uri: '123456789012.dkr.ecr.us-east-1.amazonaws.com/batch',
        tagMutability: 'IMMUTABLE',
        scanning: { type: 'enhanced', frequency: 'never' },
        lifecycle: false,
        contents: { images: 6, untagged: 0, inUse: 2 },
      });
      const unused = await ls(room, "--query 'repositories[?contents.inUse==`0`].name' -o json");
      expect(JSON.parse(unused.stdout)).toEqual(['cache']);
      expect(await questions(room, '')).toEqual({
        'ecr:DescribeRepositories': 1,
        'ecr:DescribeImages': 5,
        'ecr:GetLifecyclePolicy': 5,
        'ecr:GetRegistryScanningConfiguration': 1,
        'ecr:BatchGetRepositoryScanningConfiguration': 1,
      });
    });
  });

  it('lists the images of one, the newest first, with who uses them', async () => {
    await withSandbox(images, async (room) => {
      const { stdout } = await room.run(['ecr', 'ls', 'web', '--no-color'], { tty: { columns: 110 } });
      expect(stdout).toMatch(/^TAGS +DIGEST +SIZE +AGE {2}SCAN +IN USE BY$/m);
      expect(stdout).toMatch(
        /^1\.11, latest {2}[0-9a-f]{12} {2}93\.2 MB {4}4d {2}1 critical, 3 high, .* prod\/ledger$/m,
      );
      expect(stdout).toMatch(/^1\.8 .* {2}prod\/web$/m);
      expect(stdout).toMatch(/^1\.7 .* {2}-$/m);
      expect(stdout).toContain('web: 12 images, 1.11 GB at most, 2 in use by ECS');
      const [first = ''] = (await ls(room, 'web')).stdout.split('\n');
      const cells = first.split('\t');
      expect(cells[0]).toBe('1.11,latest');
      expect(cells[1]).toMatch(/^sha256:[0-9a-f]{64}$/);
      expect(cells[2]).toMatch(/^93\d{6}$/);
      expect(new Date(cells[3] ?? '').toISOString()).toBe(cells[3]);
      expect(cells.slice(4)).toEqual([
        '',
        expect.stringMatching(/^1 critical, 3 high, 2 medium/),
        expect.stringMatching(/(^|,)prod\/ledger(,|$)/),
      ]);
      const query = "images[?scan.counts.critical && inUse].inUseBy[] | [?kind=='service'].name";
      const names = await room.run(['ecr', 'ls', 'web', '-o', 'json', '--query', query]);
      expect(JSON.parse(names.stdout)).toEqual(['prod/ledger', 'prod/web']);
      expect(await questions(room, 'web')).toEqual({
        'ecr:DescribeRepositories': 1,
        'ecr:DescribeImages': 1,
      });
    });
  });

  it('has one row for all platforms of an image', async () => {
    await withSandbox(images, async (room) => {
      const value = await answerTo(room, 'worker');
      expect(tagsOf(value)).toEqual(['3.4', '3.3', '3.2', '3.1', '3.0']);
      const [newest] = value.images;
      expect(newest).toMatchObject({
        platforms: ['linux/amd64', 'linux/arm64'],
        scan: { state: 'complete', counts: { high: 1, medium: 1 } },
        inUse: true,
      });
      expect(newest.parts).toMatchObject([
        { platform: 'linux/amd64', attestation: false, missing: false, scan: { state: 'complete' } },
        { platform: 'linux/arm64', attestation: false, missing: false, scan: { state: 'complete' } },
      ]);
      expect(newest.inUseBy).toContainEqual({
        ...{ kind: 'service', name: 'prod/worker', why: expect.stringContaining('service prod/worker') },
      });
      expect((await questions(room, 'worker'))['ecr:BatchGetImage']).toBe(1);
    });
  });

  it('picks from them, and asks about those alone', async () => {
    await withSandbox(images, async (room) => {
      expect(tagsOf(await answerTo(room, 'web --in-use'))).toEqual(['1.11 latest', '1.8']);
      expect(tagsOf(await answerTo(room, 'web --unused --limit 2'))).toEqual(['1.10', '1.9']);
      const untagged = await answerTo(room, 'cache --untagged');
      expect(untagged).toMatchObject({ imageCount: 14, inUseCount: 0 });
      expect(untagged.images).toHaveLength(13);
      expect(tagsOf(await answerTo(room, 'cache --tagged'))).toEqual(['buildcache']);
      expect(await questions(room, 'cache --limit 3')).toMatchObject({ 'ecr:DescribeImageScanFindings': 3 });
      const none = await room.run(['ecr', 'ls', 'web', '--untagged'], { tty: { columns: 80 } });
      expect(none).toMatchObject({
        code: 0,
        stdout: expect.stringContaining('none of its 12 images is untagged'),
      });
    });
  });

  it('says what was never scanned, and what a schedule starts', async () => {
    await withSandbox(images, async (room) => {
      const call = callIn(room.sandbox.world);
      const cluster = 'arn:aws:ecs:us-east-1:123456789012:cluster/prod';
      PutRule({ Name: 'weekly', ScheduleExpression: 'rate(7 days)' }, call);
      const RoleArn = 'arn:aws:iam::123456789012:role/nightly-start';
      const EcsParameters = { TaskDefinitionArn: cluster.replace('cluster/prod', 'task-definition/batch') };
      PutTargets({ Rule: 'weekly', Targets: [{ Id: '1', Arn: cluster, RoleArn, EcsParameters }] }, call);
      const { images: builds } = await answerTo(room, 'batch');
      expect(builds.map(({ scan }: { scan: unknown }) => scan)).toEqual(
        Array.from({ length: 6 }, () => ({ state: 'not scanned' })),
      );
      expect(builds[4]).toMatchObject({
        tags: ['build-42'],
        inUseBy: [
          {
            kind: 'task definition',
            name: 'batch:1',
            why: expect.stringMatching(/^(rule weekly|schedule nightly-batch) starts batch:1/),
          },
        ],
      });
      expect((await ls(room, 'legacy')).stdout).toMatch(/^4\.1\t.*\tscan failed\t$/m);
    });
  });

  it('reads the platform of a plain image where that is asked for', async () => {
    await withSandbox(images, async (room) => {
      const { images: found } = await answerTo(room, 'web --platforms --limit 2');
      expect(found.map(({ platforms }: { platforms: string[] }) => platforms)).toEqual([
        ['linux/amd64'],
        ['linux/amd64'],
      ]);
      const { stdout } = await room.run(['ecr', 'ls', 'web', '--platforms', '--no-color'], {
        tty: { columns: 80 },
      });
      expect(stdout).toMatch(/^TAGS +DIGEST +SIZE +AGE {2}PLATFORMS +SCAN +IN USE BY$/m);
      expect(await questions(room, 'web --platforms --limit 2')).toMatchObject({
        ...{ 'ecr:BatchGetImage': 1, 'ecr:GetDownloadUrlForLayer': 2 },
      });
    });
  });

  it('begins with what to do where there is nothing', async () => {
    await withSandbox(images, async (room) => {
      const call = callIn(room.sandbox.world);
      CreateRepository({ repositoryName: 'team/new' }, call);
      const empty = await room.run(['ecr', 'ls', 'team/new'], { tty: { columns: 100 } });
      expect(empty.stdout).toContain('Begin with: ecsctl ecr push SOURCE team/new:TAG');
      expect(await ls(room, 'team/new')).toMatchObject({ code: 0, stdout: '' });
      expect(await answerTo(room, 'team/new')).toMatchObject({ imageCount: 0, inUseCount: 0, images: [] });
      call.region.ecr.repositories.clear();
      const none = await room.run(['ecr', 'ls'], { tty: { columns: 100 } });
      expect(none.stdout).toContain('us-east-1 has no repository. Begin with: ecsctl ecr repo create NAME');
      expect(await ls(room, '')).toMatchObject({ code: 0, stdout: '' });
      expect(await answerTo(room, '')).toEqual({ region: 'us-east-1', repositories: [] });
    });
  });

  it('goes to the region that the host names', async () => {
    await withSandbox(images, async (room) => {
      const call = { ...callIn(room.sandbox.world), region: room.sandbox.world.region('eu-west-1') };
      CreateRepository({ repositoryName: 'shop' }, call);
      plantImage({ repositoryName: 'shop', content: 'shop', tags: ['1'] }, call);
      const value = await answerTo(room, '123456789012.dkr.ecr.eu-west-1.amazonaws.com/shop');
      expect(value).toMatchObject({ region: 'eu-west-1', images: [{ tags: ['1'], inUse: false }] });
    });
  });

  it('refuses what it cannot do, with what to write instead', async () => {
    await withSandbox(images, async (room) => {
      const wrong: readonly (readonly [words: string, code: number, says: string])[] = [
        ['wbe', 1, 'did you mean web?'],
        ['999999999999.dkr.ecr.us-east-1.amazonaws.com/web', 1, 'of account 999999999999'],
        ['web:1.2', 2, 'write the repository alone: web'],
        ['public.ecr.aws/nginx/nginx', 2, 'not in a private registry'],
        ['web --tagged --untagged', 2, '--tagged and --untagged exclude each other'],
        ['web --in-use --unused', 2, '--in-use and --unused exclude each other'],
        ['--in-use', 2, '--in-use is about the images of a repository'],
        ['web --limit 0', 2, '--limit'],
      ];
      for (const [words, code, says] of wrong) {
        expect(await ls(room, words), words).toMatchObject({
          ...{ code, stdout: '', stderr: expect.stringContaining(says) },
        });
      }
      expect(room.takeWrites()).toEqual([]);
    });
  });
});

describe('for whoever may not look everywhere, ecsctl ecr ls', () => {
  it('lists images without their use, and takes none for unused', async () => {
    await withSandbox({ ...images, iamPolicy: deny('ecs:*') }, async (room) => {
      const listed = await ls(room, 'web');
      expect(listed).toMatchObject({
        code: 0,
        stderr: expect.stringMatching(/what ECS uses is not known: .*ecs:/),
      });
      expect(listed.stdout.split('\n')[0]).toMatch(/\tunknown$/);
      const value = await answerTo(room, 'web');
      expect(value).not.toHaveProperty('inUseCount');
      expect(value.images[0]).not.toHaveProperty('inUse');
      expect(value.usesUnknown).toContain('ecs:');
      expect(await ls(room, 'web --unused')).toMatchObject({ code: 6, stdout: '' });
      expect((await answerTo(room, '')).repositories[0].contents).not.toHaveProperty('inUse');
    });
  });

  it('lists repositories that are closed, and scans that may not be seen', async () => {
    const policy = deny(
      'ecr:DescribeImageScanFindings',
      'ecr:GetLifecyclePolicy',
      'ecr:GetRegistryScanningConfiguration',
      'ecr:BatchGetRepositoryScanningConfiguration',
    );
    await withSandbox({ ...images, iamPolicy: policy }, async (room) => {
      const [batch] = (await answerTo(room, 'batch --limit 1')).images;
      expect(batch.scan).toEqual({ state: 'no answer', why: 'may not be seen' });
      const { repositories } = await answerTo(room, '');
      expect(repositories[3]).toMatchObject({ scanning: { type: 'unknown', frequency: 'on push' } });
      expect(repositories[3]).not.toHaveProperty('lifecycle');
    });
    await withSandbox({ ...images, iamPolicy: deny('ecr:DescribeImages') }, async (room) => {
      const listed = await ls(room, '');
      expect(listed).toMatchObject({
        ...{
          code: 0,
          stderr: expect.stringMatching(/the images of batch, cache, legacy, web, worker are not told/),
        },
      });
      expect(listed.stdout.split('\n')[3]).toBe('web\t\t\t\t\tmutable\ton push\tno\t');
    });
  });
});
