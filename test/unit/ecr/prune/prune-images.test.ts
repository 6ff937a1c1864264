import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { ECRClient, PutImageCommand } from '@aws-sdk/client-ecr';
import { ECSClient, RegisterTaskDefinitionCommand, RunTaskCommand } from '@aws-sdk/client-ecs';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { parseFlags } from '../../../../src/cli/values.ts';
import { pruneImages } from '../../../../src/ecr/prune/prune-images.ts';
import { pruneWishes } from '../../../../src/ecr/prune/wishes.ts';
import { globalFlags } from '../../../../src/verb/global-flags.ts';
import type { VerbContext } from '../../../../src/verb/verb.ts';
import { FakeTerminal } from '../../../support/fake-terminal.ts';
import {
  anyImageEstate,
  type ImageEstate,
  type MadeImages,
  makeImages,
  repositoryIn,
} from '../../../support/image-estate.ts';
import { scratchFolder } from '../../../support/scratch-folder.ts';

const folder = scratchFolder();
type Flags = Parameters<typeof pruneWishes>[0];

/** Mostly such as let much go: what they leave, use alone protects. */
const anyFlags: fc.Arbitrary<Flags> = fc.oneof(
  {
    weight: 4,
    arbitrary: fc.record({
      keep: fc.constantFrom(0, 0, 0, 1, 3, undefined),
      olderThan: fc.constantFrom(undefined, undefined, 1, 30 * 86_400),
      untagged: fc.constant(false),
    }),
  },
  {
    weight: 1,
    arbitrary: fc.record({
      olderThan: fc.constantFrom(undefined, 1, 30 * 86_400),
      untagged: fc.constant(true),
    }),
  },
);

async function prune({ aws }: Pick<MadeImages, 'aws'>, flags: Flags, more: Partial<VerbContext> = {}) {
  const context: VerbContext = {
    aws,
    terminal: new FakeTerminal(),
    clock: aws.clock,
    signal: new AbortController().signal,
    global: { ...parseFlags(globalFlags, {}, {}).values, yes: true },
    env: { XDG_STATE_HOME: folder.path },
    stdin: () => process.stdin,
    commandLine: 'ecr prune web --yes',
    ...more,
  };
  return (await pruneImages(context, { repository: 'web' }, pruneWishes(flags))).value;
}

const all: Flags = { keep: 0, untagged: false };
const image = (days: number, tags: readonly string[] = [], platforms: readonly string[] = []) => ({
  ...{ days, tags, platforms, signed: false },
});
const nobody = { users: [] };

describe('whatever the flags and the estate', () => {
  it('nothing that is used or fresh goes, all that was planned does, and then nothing is left to plan', async () => {
    await fc.assert(
      fc.asyncProperty(anyImageEstate, anyFlags, async (estate, flags) => {
        const made = await makeImages(estate);
        const { manifests } = repositoryIn(made.world);
        const before = [...manifests.keys()];
        const { plan } = await prune(made, flags);
        const going = new Set(plan.steps.flatMap(({ call }) => call.input.digests as string[]));
        expect([...going].filter((digest) => made.used.has(digest) || made.fresh.has(digest))).toEqual([]);
        expect([...manifests.keys()]).toEqual(before.filter((digest) => !going.has(digest)));
        for (const { children } of manifests.values()) {
          expect(children.filter((child) => !manifests.has(child))).toEqual([]);
        }
        expect((await prune(made, flags)).plan.steps).toEqual([]);
      }),
      { numRuns: 80 },
    );
  }, 180_000);
});

describe('what goes', () => {
  it('is without flags what no tag stands for', async () => {
    const made = await makeImages({ images: [image(9, ['a']), image(9, ['a']), image(9, ['b'])], ...nobody });
    const { plan } = await prune(made, { untagged: false });
    expect(plan.steps.flatMap(({ call }) => call.input.digests)).toHaveLength(1);
    expect([...repositoryIn(made.world).tags.keys()]).toEqual(['a', 'b']);
  });

  it('goes a hundred a call, an index before its parts', async () => {
    const platforms = ['linux/amd64', 'linux/arm64'];
    const many = Array.from({ length: 110 }, (_, index) => image(2, [`v${index}`], platforms));
    const made = await makeImages({ images: many, ...nobody });
    const { plan } = await prune(made, { keep: 5, untagged: false });
    expect(plan.steps.map(({ call }) => (call.input.digests as string[]).length)).toEqual([
      100, 5, 100, 100, 10,
    ]);
    expect(plan.steps[0]?.resource.id).toBe('v0 … v99');
    expect([...repositoryIn(made.world).tags.keys()]).toEqual(['v105', 'v106', 'v107', 'v108', 'v109']);
    expect(repositoryIn(made.world).manifests.size).toBe(15);
  });

  it('can be put back from the record of the run', async () => {
    const made = await makeImages({
      images: [image(9, ['a', 'b'], ['linux/arm64']), image(2, ['c'])],
      ...nobody,
    });
    const repository = repositoryIn(made.world);
    const before = { tags: new Map(repository.tags), digests: [...repository.manifests.keys()].sort() };
    const { record = '' } = await prune(made, all);
    expect(repository.manifests.size).toBe(0);
    const calls: { input: PutImageCommand['input'] }[] = JSON.parse(
      readFileSync(join(record, 'undo.json'), 'utf8'),
    );
    expect(readdirSync(record)).toContain('undo.json');
    for (const { input } of calls.reverse())
      await made.aws.client(ECRClient).send(new PutImageCommand(input));
    expect([...repository.manifests.keys()].sort()).toEqual(before.digests);
    expect(new Map(repository.tags)).toEqual(before.tags);
  });
});

describe('what begins to be used after the plan was shown', () => {
  const host = '123456789012.dkr.ecr.us-east-1.amazonaws.com/web';
  const estate: ImageEstate = { images: [image(9, ['a']), image(9, ['b']), image(9, ['c'])], ...nobody };

  /** A person who deploys, and then says yes. */
  function deploying({ aws }: MadeImages, name: string): FakeTerminal {
    const terminal = new FakeTerminal(true);
    terminal.confirm = async () => {
      const ecs = aws.client(ECSClient);
      await ecs.send(
        new RegisterTaskDefinitionCommand({
          ...{
            family: 'new',
            networkMode: 'awsvpc',
            requiresCompatibilities: ['FARGATE'],
            cpu: '256',
            memory: '512',
          },
          containerDefinitions: [{ name: 'main', image: name, essential: true }],
        }),
      );
      await ecs.send(
        new RunTaskCommand({
          ...{ cluster: 'prod', taskDefinition: 'new', launchType: 'FARGATE' },
          networkConfiguration: { awsvpcConfiguration: { subnets: ['subnet-0aa11bb22cc33dd44'] } },
        }),
      );
      await aws.clock.sleep(60_000);
      return true;
    };
    return terminal;
  }

  it('is not deleted, nor is anything of its step', async () => {
    const made = await makeImages(estate);
    const global = { ...parseFlags(globalFlags, {}, {}).values, yes: false };
    const failed = prune(
      made,
      { keep: 1, untagged: false },
      { terminal: deploying(made, `${host}:a`), global },
    );
    await expect(failed).rejects.toMatchObject({
      kind: 'partial',
      message: expect.stringMatching(/web image a stays since the plan was made: task prod\/\w+ runs it/),
    });
    expect([...repositoryIn(made.world).tags.keys()]).toEqual(['a', 'b', 'c']);
    await prune(made, { keep: 1, untagged: false });
    expect([...repositoryIn(made.world).tags.keys()]).toEqual(['a', 'c']);
  });

  it('of another repository changes nothing', async () => {
    const made = await makeImages(estate);
    const global = { ...parseFlags(globalFlags, {}, {}).values, yes: false };
    await prune(made, { keep: 1, untagged: false }, { terminal: deploying(made, `${host}b:a`), global });
    expect([...repositoryIn(made.world).tags.keys()]).toEqual(['c']);
  });
});
