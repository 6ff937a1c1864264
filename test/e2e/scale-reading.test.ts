import { ECSClient, UpdateServiceCommand } from '@aws-sdk/client-ecs';
import stringWidth from 'string-width';
import { describe, expect, it } from 'vitest';
import { type SandboxRoom, withSandbox } from '../support/sandbox.ts';

async function withScaledWeb(use: (room: SandboxRoom) => Promise<void>): Promise<void> {
  await withSandbox({}, async (room) => {
    const set = ['scale', 'set', 'prod/web', '--min', '2', '--max', '10', '--cpu', '60', '--yes'];
    expect((await room.run(set)).code).toBe(0);
    room.takeWrites();
    await use(room);
    expect(room.takeWrites()).toEqual([]);
  });
}

/** The widest line of a text, in columns. */
function widest(text: string): number {
  return Math.max(...text.split('\n').map((line) => stringWidth(line)));
}

const escapeCode = '\u001b[';

describe('scale status', () => {
  it('fits the screen, and colours it only where that is wanted', async () => {
    await withScaledWeb(async (room) => {
      for (const columns of [80, 160]) {
        const tty = { columns };
        const coloured = await room.run(['scale', 'status', 'prod/web'], { tty });
        expect(coloured).toMatchObject({ code: 0 });
        expect(coloured.stdout).toContain(escapeCode);
        expect(widest(coloured.stdout)).toBeLessThanOrEqual(columns);

        for (const plain of [{ NO_COLOR: '1' }, { TERM: 'dumb' }]) {
          const { stdout } = await room.run(['scale', 'status', 'prod/web'], { tty, env: plain });
          expect(stdout).not.toContain(escapeCode);
          expect(widest(stdout)).toBeLessThanOrEqual(columns);
        }
      }
      const flagged = await room.run(['scale', 'status', 'prod/web', '--no-color'], { tty: { columns: 80 } });
      expect(flagged.stdout).not.toContain(escapeCode);
      const forced = await room.run(['scale', 'status', 'prod/web'], { env: { FORCE_COLOR: '1' } });
      expect(forced.stdout).toContain(escapeCode);
    });
  });

  it('is the same value in JSON and YAML, and plain in a pipe', async () => {
    await withScaledWeb(async (room) => {
      const json = await room.run(['scale', 'status', 'prod/web', '-o', 'json']);
      expect(json).toMatchObject({ code: 0, stderr: '' });
      expect(JSON.stringify(JSON.parse(json.stdout))).toContain('ecsctl-cpu');
      const pipe = await room.run(['scale', 'status', 'prod/web']);
      expect(pipe.stdout).not.toContain(escapeCode);
      expect(await room.run(['scale', 'status', '-c', 'prod'])).toMatchObject({ code: 0 });
      expect(await room.run(['scale', 'status', 'staging/api'])).toMatchObject({ code: 0 });
    });
  });
});

describe('the capacity under a service', () => {
  it('is named where it is of the account’s own making', async () => {
    await withScaledWeb(async (room) => {
      const { region, ...settings } = room.settings;
      const { ecs } = room.sandbox.world.region(region);
      ecs.capacityProviders.set('machines', {
        about: { name: 'machines', status: 'ACTIVE', type: 'EC2_AUTOSCALING' },
        settlesAt: undefined,
        deletedAt: undefined,
      });
      ecs.clusters.get('prod')?.capacityProviders.push('machines');
      const client = new ECSClient({ region, ...settings });
      const strategy = { capacityProvider: 'machines', weight: 1 };
      await client.send(
        new UpdateServiceCommand({
          cluster: 'prod',
          service: 'web',
          capacityProviderStrategy: [strategy],
          forceNewDeployment: true,
        }),
      );
      client.destroy();
      room.takeWrites();
      expect((await room.run(['scale', 'status', 'prod/web'])).stdout).toContain('machines');
    });
  });
});

describe('scale ls', () => {
  it('lists what scales, aligned on a terminal and by tabs in a pipe', async () => {
    await withScaledWeb(async (room) => {
      const json = await room.run(['scale', 'ls', '-o', 'json']);
      expect(JSON.parse(json.stdout).services).toMatchObject([{ service: 'prod/web' }]);
      const picked = await room.run(['scale', 'ls', '-c', 'prod', '--query', 'services[].service']);
      expect(picked.stdout.trim()).toBe('prod/web');
      const tty = await room.run(['scale', 'ls'], { tty: { columns: 80 } });
      expect(widest(tty.stdout)).toBeLessThanOrEqual(80);
      expect((await room.run(['scale', 'ls'])).stdout).toContain('\t');
      const missing = await room.run(['scale', 'ls', '-c', 'prd']);
      expect(missing).toMatchObject({ code: 1 });
      expect(missing.stderr).toContain('hint: did you mean prod?');
    });
  });
});
