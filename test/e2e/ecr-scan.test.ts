import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { PutRegistryScanningConfiguration } from '../../src/sandbox/services/ecr/scanning/configuration.ts';
import { splitCommand } from '../../src/sandbox/tour/split-command.ts';
import { callIn } from '../support/capacity-estate.ts';
import { type SandboxRoom, withSandbox } from '../support/sandbox.ts';
import { sarifProblems } from '../support/sarif/check-sarif.ts';

/** A scan takes half a minute, of which this makes a second. */
const images = { scenario: 'images', speed: 40 };

const scan = (room: SandboxRoom, command: string) => room.run(['ecr', 'scan', ...splitCommand(command)]);

const deny = (...actions: readonly string[]) =>
  JSON.stringify({
    Statement: [
      { Effect: 'Allow', Action: '*', Resource: '*' },
      { Effect: 'Deny', Action: actions, Resource: '*' },
    ],
  });

describe('ecsctl ecr scan', () => {
  it('begins a scan, shows what it found, and fails by the gate alone', async () => {
    await withSandbox(images, async (room) => {
      const failing = await scan(room, 'legacy:4.2 --fail-on high');
      expect(failing).toMatchObject({
        code: 3,
        stderr: expect.stringMatching(/^fail: legacy:4\.2 has 6 critical/m),
      });
      expect(failing.stdout.split('\n').filter(Boolean)).toHaveLength(14);
      expect(room.takeWrites()).toEqual(['ecr:StartImageScan']);

      const gates: readonly (readonly [flags: string, code: number])[] = [
        ['--fail-on high --severity low', 3],
        ['--fail-on high -q', 3],
        ['--fail-on high -o json', 3],
        ['--fail-on high -o yaml --query verdict', 3],
        ['--fail-on high -o sarif', 3],
        ['--fail-on high -o markdown', 3],
        ['--fail-on none', 0],
        ['--fail-on high --max critical=6,high=4', 0],
        ['--max critical=5', 3],
        ['--max low=1 --max critical=6', 0],
        ['--fail-on high --only-fixable', 3],
      ];
      for (const [flags, code] of gates) {
        const result = await scan(room, `legacy:4.2 ${flags}`);
        expect(result.code, `${flags}\n${result.stderr}`).toBe(code);
      }
      // The scan of a minute ago was good enough for all of them.
      expect(room.takeWrites()).toEqual([]);
      expect((await scan(room, 'legacy:4.2 --only-fixable')).stderr).toMatch(/basic scans do not say/);
    });
  });

  it('looks at a terminal like a table under a heading', async () => {
    await withSandbox(images, async (room) => {
      const argv = ['ecr', 'scan', 'worker:3.4', '--no-color'];
      const { stdout } = await room.run(argv, { tty: { columns: 80 } });
      expect(stdout).toMatch(/^image {9}worker:3\.4$/m);
      expect(stdout).toMatch(/^linux\/arm64 {3}basic, /m);
      expect(stdout).toMatch(/^findings {6}1 high, 1 medium\n {14}▓▒$/m);
      expect(stdout).toMatch(/^high {6}CVE-2023-5363 {2}openssl .* all /m);
      for (const line of stdout.split('\n')) expect(line.length).toBeLessThanOrEqual(80);
    });
  });

  it('puts up with what is ignored until the day that it says', async () => {
    await withSandbox(images, async (room) => {
      const file = join(room.folder, 'ignored');
      const lines = (exp: string) => `CVE-2023-5363 ${exp} # not reachable\nCVE-2023-5678\nCVE-2020-0001\n`;
      writeFileSync(file, lines('exp:2999-01-01'));
      const clean = await scan(room, `worker:3.4 --fail-on low --ignore-file ${file} -o json`);
      expect(clean).toMatchObject({ code: 0, stderr: expect.stringContaining('CVE-2020-0001 (line 3)') });
      expect(JSON.parse(clean.stdout).images[0]).toMatchObject({
        ignored: 2,
        counts: {},
        findings: [
          { id: 'CVE-2023-5363', ignored: { reason: 'not reachable', until: '2999-01-01', from: 'line 1' } },
          { id: 'CVE-2023-5678', ignored: { from: 'line 2' } },
        ],
      });
      writeFileSync(file, lines('exp:2024-01-01'));
      const expired = await scan(room, `worker:3.4 --fail-on low --ignore-file ${file}`);
      expect(expired).toMatchObject({
        code: 3,
        stderr: expect.stringMatching(/ignored no more since 2024-01-01/),
      });
      const one = await scan(room, 'worker:3.4 --fail-on low --ignore CVE-2023-5363 --ignore cve-2023-5678');
      expect(one.code, one.stderr).toBe(0);
    });
  });

  it('scans what runs, each image once', async () => {
    await withSandbox(images, async (room) => {
      const all = await scan(room, '--cluster prod --fail-on critical -o json');
      expect(all.code, all.stderr).toBe(3);
      const value = JSON.parse(all.stdout);
      expect(
        value.images.map(({ runsIn, verdict }: { runsIn: string[]; verdict: string }) => [runsIn, verdict]),
      ).toEqual([
        [['prod/legacy'], 'failed'],
        [['prod/web'], 'failed'],
        [['prod/worker'], 'passed'],
      ]);
      const worker = await scan(room, '--service worker --cluster prod --fail-on critical');
      expect(worker).toMatchObject({ code: 0, stderr: expect.stringMatching(/^pass: worker:3\.4/m) });
      const idle = await scan(room, '--service prod/reports --fail-on low');
      expect(idle).toMatchObject({
        code: 6,
        stderr: expect.stringContaining('nothing runs in service prod/reports'),
      });
      expect((await scan(room, '--service prod/reports --allow-unscanned')).code).toBe(0);
    });
  });

  it('names what is not there', async () => {
    await withSandbox(images, async (room) => {
      const wrong: readonly (readonly [words: string, says: string])[] = [
        ['web:9', 'web:1.9'],
        ['wbe', 'did you mean web?'],
        ['-c prdo', 'did you mean prod?'],
        ['--service prod/wbe', 'did you mean web?'],
        ['--service prdo/web', 'did you mean prod?'],
      ];
      for (const [words, says] of wrong) {
        const result = await scan(room, words);
        expect(result, words).toMatchObject({ code: 1, stdout: '', stderr: expect.stringContaining(says) });
      }
    });
  });

  it('refuses what contradicts itself, before it asks anybody', async () => {
    await withSandbox(images, async (room) => {
      const wrong = [
        '',
        'web --service prod/web',
        'web --cluster prod',
        'web --max critical',
        'web --max critical=0,critical=1',
        'web --severity grave',
        'web --ignore nothing',
        'web -o sarif --query x',
        'web -o cyclonedx',
        'public.ecr.aws/alias/web',
        '127.0.0.1:5000/web',
      ];
      for (const words of wrong) expect((await scan(room, words)).code, words).toBe(2);
      expect(room.sandbox.ledger.entries).toEqual([]);
      const env = { ECSCTL_CLUSTER: 'prod' };
      expect((await room.run(['ecr', 'scan', 'worker:3.4', '--no-start'], { env })).code).toBe(0);
      expect((await room.run(['scale', 'ls', '-o', 'sarif'])).code).toBe(2);
    });
  });

  it('has no verdict where there is no answer', async () => {
    await withSandbox(images, async (room) => {
      const never = await scan(room, 'batch:build-46 --no-start');
      expect(never).toMatchObject({
        code: 6,
        stdout: '',
        stderr: expect.stringContaining('no verdict: batch:build-46'),
      });
      expect((await scan(room, 'batch:build-46 --dry-run')).code).toBe(6);
      expect(room.takeWrites()).toEqual([]);
      const late = await scan(room, 'batch:build-46 --wait 0s');
      expect(late).toMatchObject({ code: 6, stderr: expect.stringContaining('not done within 0s (--wait)') });
      const warned = await scan(room, 'batch:build-45 --no-start --allow-unscanned');
      expect(warned).toMatchObject({ code: 0, stderr: expect.stringMatching(/^warning: not scanned/m) });
      // What is above a limit fails, whatever else is not known.
      const mixed = await scan(room, 'legacy:4.2 batch:build-44 --no-start --fail-on high');
      expect(mixed, mixed.stderr).toMatchObject({
        code: 3,
        stderr: expect.stringContaining('no verdict on batch'),
      });
    });
    for (const action of ['ecr:DescribeImageScanFindings', 'ecr:StartImageScan', 'ecr:BatchGetImage']) {
      await withSandbox({ ...images, iamPolicy: deny(action) }, async (room) => {
        const { code, stderr, milliseconds } = await scan(room, 'batch:build-46');
        expect({ code, stderr }).toEqual({ code: 6, stderr: expect.stringContaining(action) });
        expect(milliseconds).toBeLessThan(8000);
      });
    }
  });

  it('reads what Inspector found, with its fixes', async () => {
    await withSandbox(images, async (room) => {
      const { world } = room.sandbox;
      const everywhere = [{ filter: '*', filterType: 'WILDCARD' as const }];
      const rules = [{ scanFrequency: 'CONTINUOUS_SCAN' as const, repositoryFilters: everywhere }];
      PutRegistryScanningConfiguration({ scanType: 'ENHANCED', rules }, callIn(world));
      world.clock.advance(2 * 3600);
      const result = await scan(room, 'web:1.11 --fail-on critical --only-fixable -o json');
      const { images: [image] = [] } = JSON.parse(result.stdout);
      expect(image.platforms[0]).toMatchObject({ status: 'ACTIVE', scanType: 'enhanced' });
      expect(image.findings.find(({ id }: { id: string }) => id === 'CVE-2023-4911')).toMatchObject({
        fixable: true,
        exploitable: true,
        packages: [{ name: 'glibc', installed: '2.36-9+deb12u1', fixed: '2.36-9+deb12u3' }],
      });
      // The one critical that is in every image on Debian 12 has no fix; the application may bring one that has.
      const fixable = image.findings.filter(
        (one: { severity: string; fixable: boolean }) => one.severity === 'critical' && one.fixable,
      );
      expect(result.code).toBe(fixable.length > 0 ? 3 : 0);
      expect((await scan(room, 'web:1.11 --fail-on critical')).code).toBe(3);
      const old = await scan(room, 'legacy:4.2');
      expect(old).toMatchObject({ code: 6, stderr: expect.stringContaining('too old') });
      expect(room.takeWrites()).toEqual([]);
    });
  });

  it("writes SARIF that GitHub's code scanning takes", async () => {
    await withSandbox(images, async (room) => {
      const { stdout } = await scan(room, 'legacy:4.2 worker:3.4 --ignore CVE-2022-1271 -o sarif');
      const log = JSON.parse(stdout);
      expect(sarifProblems(log)).toEqual([]);
      const [{ results, tool }] = log.runs;
      expect(results).toHaveLength(16);
      // One weakness of two packages is one rule and two results.
      expect(tool.driver.rules).toHaveLength(15);
      const suppressed = results.filter((one: { suppressions?: unknown }) => one.suppressions);
      expect(suppressed.map(({ ruleId }: { ruleId: string }) => ruleId)).toEqual([
        'CVE-2022-1271',
        'CVE-2022-1271',
      ]);
    });
  });
});
