import { writeFileSync } from 'node:fs';
import { beforeAll, describe, expect, it } from 'vitest';
import { ociLayout, type PracticeImage } from '../../src/sandbox/tour/image/oci-layout.ts';
import { writeFolder } from '../support/image/images.ts';
import { type SandboxRoom, withSandbox } from '../support/sandbox.ts';
import { scratchFolder } from '../support/scratch-folder.ts';

/** A scan takes half a minute, of which this makes a second. */
const images = { scenario: 'images', speed: 40 };
const folder = scratchFolder();

function lay(name: string, image: PracticeImage): void {
  writeFolder(
    folder.in(name),
    [...ociLayout(image)].map(([path, bytes]) => ({ name: path, bytes })),
  );
}

beforeAll(() => {
  lay('old', { base: 'debian:12', layers: { 'app/server.js': 4000 } });
  lay('new', { base: 'alpine:3.22', layers: { 'app/server.js': 4000 } });
});

const push = (room: SandboxRoom, name: string, ...flags: readonly string[]) =>
  room.run(['ecr', 'push', `oci:${folder.in(name)}`, ...flags, '--yes']);

describe('ecsctl ecr push --scan', () => {
  it('pushes, scans what it pushed, and fails by the findings', async () => {
    await withSandbox(images, async (room) => {
      const failing = await push(room, 'old', 'web:2.0', '--scan', '--fail-on', 'high');
      expect(failing).toMatchObject({
        code: 3,
        stdout: expect.stringMatching(/^\S+\/web@sha256:[0-9a-f]{64}\n$/),
        stderr: expect.stringContaining('fail: web:2.0 has 1 critical (limit 0), 3 high (limit 0)'),
      });
      const digest = failing.stdout.trim().split('@')[1];

      // What is pushed stays; the second run sends nothing and judges the same findings.
      room.takeWrites();
      const again = await push(room, 'old', 'web:2.0', '--scan', '--fail-on', 'critical', '-o', 'json');
      expect(again.code).toBe(3);
      expect(room.takeWrites()).toEqual([]);
      const value = JSON.parse(again.stdout);
      expect(value).toMatchObject({ digest, changed: false, scan: { verdict: 'failed' } });
      expect(value.scan.images).toMatchObject([{ image: 'web:2.0', digest, counts: { critical: 1 } }]);

      const ignored = folder.in('ignored');
      writeFileSync(ignored, 'CVE-2023-45853 exp:2999-01-01 # not reachable\n');
      const critical = ['--scan', '--fail-on', 'critical', '--ignore-file', ignored];
      expect(await push(room, 'old', 'web:2.0', ...critical)).toMatchObject({ code: 0 });
    });
  });

  it('shows the findings before the reference on a terminal, and passes what is clean', async () => {
    await withSandbox(images, async (room) => {
      const argv = [
        'ecr',
        'push',
        `oci:${folder.in('new')}`,
        'web:2.1',
        '--scan',
        '--fail-on',
        'low',
        '--yes',
      ];
      const { code, stdout } = await room.run([...argv, '--no-color'], { tty: { columns: 100 } });
      expect(code).toBe(0);
      expect(stdout).toMatch(/^findings +none$/m);
      expect(stdout).toMatch(/web@sha256:[0-9a-f]{64}\s*$/);
    });
  });

  it('begins the scan where the repository scans nothing by itself', async () => {
    await withSandbox(images, async (room) => {
      const { code } = await push(room, 'new', 'cache:1', '--scan', '--fail-on', 'low');
      expect(code).toBe(0);
      expect(room.takeWrites()).toContain('ecr:StartImageScan');
    });
  });

  it('has no verdict where findings may not be read, and what is pushed stays', async () => {
    const iamPolicy = JSON.stringify({
      Statement: [
        { Effect: 'Allow', Action: '*', Resource: '*' },
        { Effect: 'Deny', Action: 'ecr:DescribeImageScanFindings', Resource: '*' },
      ],
    });
    await withSandbox({ ...images, iamPolicy }, async (room) => {
      const open = await push(room, 'new', 'web:2.2', '--scan');
      expect(open).toMatchObject({ code: 6, stdout: expect.stringContaining('/web@sha256:') });
      expect(open.stderr).toContain('ecr:DescribeImageScanFindings');
    });
  });

  it('scans nothing in a dry run', async () => {
    await withSandbox(images, async (room) => {
      const argv = ['ecr', 'push', `oci:${folder.in('new')}`, 'web:2.3', '--scan', '--dry-run'];
      expect(await room.run(argv)).toMatchObject({ code: 0 });
      expect(room.takeWrites()).toEqual([]);
    });
  });

  it('refuses what cannot be scanned, and flags of a scan without one', async () => {
    await withSandbox({}, async (room) => {
      const stray = await push(room, 'new', 'web:1', '--fail-on', 'high');
      expect(stray).toMatchObject({ code: 2, stderr: 'error: --fail-on is of a scan\nhint: add --scan\n' });
      const plain = await push(room, 'new', '127.0.0.1:5000/web:1', '--scan');
      expect(plain).toMatchObject({ code: 2, stderr: expect.stringContaining('nothing is scanned') });
      const world = await push(room, 'new', 'web:1', '--public', '--scan');
      expect(world).toMatchObject({ code: 2, stderr: expect.stringContaining('in ECR Public') });
    });
  });
});
