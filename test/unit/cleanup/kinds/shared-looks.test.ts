import { describe, expect, it } from 'vitest';
import { kinds } from '../../../../src/cleanup/kinds/index.ts';
import { SandboxAws } from '../../../support/sandbox-aws.ts';
import { worldWithWeb } from '../../sandbox/world/practice-world.ts';
import { searchOf } from './trial.ts';

const names = ['load balancer', 'listener', 'listener rule', 'target group', 'cluster', 'service', 'task'];
const more = ['capacity provider', 'scalable target', 'alarm', 'cloud map service', 'cloud map namespace'];
const asked = kinds.filter(({ name }) => [...names, ...more].includes(name));

describe('kinds that look at the same things', () => {
  it('ask AWS once in a search, and anew in the next', async () => {
    const { world } = worldWithWeb();
    const aws = new SandboxAws(world, 'us-east-1');
    const look = async () => {
      const before = aws.calls.length;
      const search = searchOf(aws);
      const found = (await Promise.all(asked.map((kind) => kind.find(search)))).flat();
      const calls = aws.calls.slice(before).map(({ service, operation }) => `${service}:${operation}`);
      return { found, calls: calls.sort() };
    };
    const first = await look();
    expect(first.found.map(({ kind }) => kind).sort()).toEqual([
      'cluster',
      'listener',
      'load balancer',
      'service',
      'target group',
    ]);
    expect(new Set(first.calls).size).toBe(first.calls.length);
    expect((await look()).calls).toEqual(first.calls);
  });

  it('may ask for all that they ask for', async () => {
    for (const kind of asked) {
      const aws = new SandboxAws(worldWithWeb().world, 'us-east-1');
      await kind.find(searchOf(aws));
      const calls = aws.calls.map(({ service, operation }) => `${service}:${operation}`);
      const missing = calls.filter((call) => !kind.reads.includes(call));
      expect(missing, kind.name).toEqual([]);
    }
  });
});
