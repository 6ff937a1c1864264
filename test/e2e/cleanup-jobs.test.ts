import { expect, it } from 'vitest';
import { withSandbox } from '../support/sandbox.ts';

it('what stacks have left that are gone is seen in every region, and nothing is written', async () => {
  await withSandbox({ scenario: 'leftover' }, async (room) => {
    const { code, stdout, stderr } = await room.run(['cleanup', '--orphans', '--all-regions', '--check']);
    expect(code, stderr).toBe(3);
    expect(stdout).toContain('load balancer lab-alb');
    expect(stdout).toMatch(/Nothing in .*eu-west-1/);
    expect(room.takeWrites()).toEqual([]);
  });
});

it('revisions that nothing uses go, and those of an unknown family are not looked for', async () => {
  await withSandbox({ scenario: 'tangled' }, async (room) => {
    const cleanUp = ['cleanup', '--task-definitions', '--yes'];
    const unknown = await room.run([...cleanUp, '--family', 'lab-wbe']);
    expect(unknown).toMatchObject({ code: 1 });
    expect(unknown.stderr).toContain('lab-web');
    expect(room.takeWrites()).toEqual([]);
    expect(await room.run([...cleanUp, '--family', 'lab-web'])).toMatchObject({ code: 0 });
    expect(room.takeWrites()).toEqual(['ecs:DeregisterTaskDefinition']);
    const again = await room.run([...cleanUp, '--family', 'lab-web']);
    expect(again).toMatchObject({ code: 0 });
    expect(room.takeWrites()).toEqual([]);
  });
});
