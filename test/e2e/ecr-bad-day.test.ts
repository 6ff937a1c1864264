import { beforeAll, describe, expect, it } from 'vitest';
import type { Handler } from '../../src/sandbox/service.ts';
import { ecr } from '../../src/sandbox/services/ecr/index.ts';
import { splitCommand } from '../../src/sandbox/tour/split-command.ts';
import { repositoryIn } from '../support/image-estate.ts';
import { nthWrite } from '../support/nth-write.ts';
import type { RunOptions } from '../support/run-cli.ts';
import { type SandboxRoom, withSandbox } from '../support/sandbox.ts';

const images = { scenario: 'images', speed: 40 };

/** A command is typed so many times at most. */
const mostRuns = 5;

/** Verbs that write, each to a repository of its own, with how many writes it takes and the first of them. */
const journeys: readonly { command: string; repository?: string; writes: number; first: string }[] = [
  { command: 'ecr prune worker --keep 2', repository: 'worker', writes: 2, first: 'ecr:BatchDeleteImage' },
  {
    command: 'ecr lifecycle set cache --untagged 7d',
    repository: 'cache',
    writes: 1,
    first: 'ecr:PutLifecyclePolicy',
  },
  { command: 'ecr repo create team/new', repository: 'team/new', writes: 2, first: 'ecr:CreateRepository' },
  { command: 'ecr tag web:1.10 stable blessed', repository: 'web', writes: 2, first: 'ecr:PutImage' },
  {
    command: 'ecr repo set legacy --immutable --no-scan-on-push',
    repository: 'legacy',
    writes: 2,
    first: 'ecr:PutImageTagMutability',
  },
  { command: 'ecr access grant prod/reports', writes: 1, first: 'iam:PutRolePolicy' },
];
const removal = 'ecr repo rm cache --delete-images';

const type = (room: SandboxRoom, command: string, options?: RunOptions) =>
  room.run([...splitCommand(command), '--yes'], options);

async function done(room: SandboxRoom, command: string) {
  const result = await type(room, command);
  expect(result.code, `${command}\n${result.stderr}`).toBe(0);
  return result;
}

/** Typed again and again until it is done. */
async function doneAtLast(room: SandboxRoom, command: string): Promise<void> {
  const codes: (number | null)[] = [];
  while (codes.at(-1) !== 0 && codes.length < mostRuns) {
    const { code, stderr } = await type(room, command);
    expect(stderr).not.toContain('bug');
    codes.push(code);
  }
  expect(codes.at(-1), `${command}: ${codes.join(', ')}`).toBe(0);
}

async function nothingLeft(room: SandboxRoom, command: string): Promise<void> {
  room.takeWrites();
  expect((await done(room, command)).stdout).toContain('nothing to do');
  expect(room.takeWrites()).toEqual([]);
}

/** What the verbs can change of the repositories, by name. */
function endOf({ sandbox: { world } }: SandboxRoom) {
  const { repositories } = world.region('us-east-1').ecr;
  const about = [...repositories.values()].map((one) => {
    const { name, mutability, scanOnPush, lifecycle, tags, manifests } = one;
    const content = { tags: [...tags].sort(), images: [...manifests.keys()].sort() };
    return [name, { mutability, scanOnPush, lifecycle: lifecycle?.text, ...content }] as const;
  });
  return new Map(about.sort(([one], [other]) => (one < other ? -1 : 1)));
}

/** How all of it ends on a day without faults, before the removal. */
let goodEnd: ReturnType<typeof endOf>;

beforeAll(async () => {
  await withSandbox(images, async (room) => {
    for (const { command } of journeys) await done(room, command);
    goodEnd = endOf(room);
  });
});

const withoutCache = () => new Map([...goodEnd].filter(([name]) => name !== 'cache'));

describe.concurrent('a bad day', () => {
  it.each(['throttle=0.1,5xx=0.05,reset=0.05,lost=0.1,seed=4', 'throttle=0.4@ecr,seed=9'])(
    'with %s ends as a good one does, if need be by typing the command again',
    async (faults) => {
      await withSandbox({ ...images, faults }, async (room) => {
        for (const { command } of journeys) await doneAtLast(room, command);
        const { code, stderr } = await type(room, removal);
        // Whoever types it again after a removal of which the last look failed finds nothing to remove.
        if (code !== 0) expect((await type(room, removal)).stderr, stderr).toContain('no repository cache');
        expect(endOf(room)).toEqual(withoutCache());
      });
    },
  );

  it('on which the answer to each first write is lost is made nothing of', async () => {
    const lost = [...journeys.map(({ first }) => first), 'ecr:DeleteRepository'];
    const faults = lost.map((action) => `lost@${action} x1`).join(',');
    await withSandbox({ ...images, faults }, async (room) => {
      for (const { command } of journeys) await done(room, command);
      await done(room, removal);
      expect(endOf(room)).toEqual(withoutCache());
    });
  });

  it('on which a scan is slow to be believed ends with its findings all the same', async () => {
    const faults = 'lost@ecr:StartImageScan x1,throttle=1@ecr:DescribeImageScanFindings x2';
    await withSandbox({ ...images, faults }, async (room) => {
      const { code, stdout, stderr } = await room.run(splitCommand('ecr scan batch:build-46 --fail-on high'));
      expect(code, stderr).toBe(3);
      expect(stdout).toContain('CVE-');
    });
  });
});

describe.concurrent('a command that is killed', () => {
  const kills = journeys.flatMap(({ writes, ...journey }) =>
    Array.from({ length: writes }, (_, index) => ({ ...journey, n: index + 1 })),
  );

  it.each(kills)('$command after write $n: the second run ends it, the third plans nothing', async (kill) => {
    const { command, repository = '', n } = kill;
    await withSandbox(images, async (room) => {
      const killed = await type(room, command, { killedBy: nthWrite(room, n) });
      expect(killed.code).toBe(null);
      await done(room, command);
      expect(endOf(room).get(repository)).toEqual(goodEnd.get(repository));
      await nothingLeft(room, command);
    });
  });

  it(`${removal}: the repository is gone, which the second run says`, async () => {
    await withSandbox(images, async (room) => {
      expect((await type(room, removal, { killedBy: nthWrite(room, 1) })).code).toBe(null);
      expect(await type(room, removal)).toMatchObject({
        code: 1,
        stderr: expect.stringContaining('no repository cache'),
      });
    });
  });
});

describe.concurrent('a command that is interrupted', () => {
  const stops = [
    {
      command: 'ecr prune worker --keep 2',
      faults: 'slow=1500ms@ecr:BatchDeleteImage',
      at: /9 to delete/,
      leaves: 'not tried  delete images of worker',
    },
    {
      command: 'ecr repo create team/new',
      faults: 'slow=1500ms@ecr:CreateRepository',
      at: /2 to create/,
      leaves: 'not tried  create lifecycle policy team/new',
    },
  ];

  it.each(stops)('$command ends with 130 and what was done; the next run ends it', async (stop) => {
    const { command, faults, at, leaves } = stop;
    await withSandbox({ ...images, faults }, async (room) => {
      const stopped = await type(room, command, { interruptAt: at });
      expect(stopped, stopped.stderr).toMatchObject({ code: 130, stdout: '' });
      expect(stopped.stderr).toMatch(/: interrupted; [01] of 2 steps done/);
      expect(stopped.stderr).toContain(leaves);
      await done(room, command);
      await nothingLeft(room, command);
    });
  });

  it('a scan that is waited for ends with 130 and no verdict', async () => {
    await withSandbox({ scenario: 'images', speed: 1 }, async (room) => {
      const words = ['ecr', 'scan', 'batch:build-46', '--fail-on', 'high', '--debug'];
      const stopped = await room.run(words, { interruptAt: /StartImageScan/ });
      expect(stopped, stopped.stderr).toMatchObject({ code: 130, stdout: '' });
      expect(stopped.stderr).toContain('interrupted');
    });
  });
});

describe('an answer of 200 with failures in it', () => {
  it('is no success: what was refused is named, and the next run tries only that', async () => {
    await withSandbox(images, async (room) => {
      const command = 'ecr prune web --keep 3';
      const kept = repositoryIn(room.sandbox.world).tags.get('1.2') ?? '';
      await refusing(room, kept, async () => {
        const { code, stderr, stdout } = await type(room, `${command} -o json`);
        expect(code, stderr).toBe(1);
        expect(stderr).toContain('ECR deleted 7 of 8 images, and refused web@');
        expect(stderr).toContain(`${kept.slice(0, 19)}: ImageReferencedByManifestList`);
        expect(JSON.parse(stdout).outcome).toMatchObject([{ status: 'failed' }]);
        expect(repositoryIn(room.sandbox.world).manifests.has(kept)).toBe(true);
        expect(repositoryIn(room.sandbox.world).tags.has('1.1')).toBe(false);
      });
      const { stderr } = await done(room, command);
      expect(stderr).toContain('1.2');
      await nothingLeft(room, command);
    });
  });

  it('lets nothing go where ECR does not give out a manifest, without which it could not be put back', async () => {
    await withSandbox(images, async (room) => {
      const digest = repositoryIn(room.sandbox.world).tags.get('1.2') ?? '';
      const failure = {
        imageId: { imageDigest: digest },
        failureCode: 'ImageInaccessible',
        failureReason: 'key',
      };
      await answering(
        room,
        'BatchGetImage',
        () => ({ images: [], failures: [failure] }),
        async () => {
          const { code, stderr } = await type(room, 'ecr prune web --keep 3');
          expect(code).toBe(1);
          expect(stderr).toContain(`ECR does not give out web@${digest}: ImageInaccessible key`);
          expect(room.takeWrites()).toEqual([]);
        },
      );
    });
  });
});

/** As long as `use` lasts BatchDeleteImage deletes all but one image, and says so as ECR does. */
function refusing(room: SandboxRoom, imageDigest: string, use: () => Promise<void>): Promise<void> {
  const failureCode = 'ImageReferencedByManifestList';
  const failure = { imageId: { imageDigest }, failureCode, failureReason: 'Requested image referenced' };
  const less = (input: { imageIds: { imageDigest: string }[] }) => ({
    ...input,
    imageIds: input.imageIds.filter((id) => id.imageDigest !== imageDigest),
  });
  return answering(
    room,
    'BatchDeleteImage',
    (input, usual) => ({ ...(usual(less(input as never)) as object), failures: [failure] }),
    use,
  );
}

/** Lets an operation be answered otherwise in this sandbox, as long as `use` lasts. */
async function answering(
  { sandbox }: SandboxRoom,
  operation: string,
  answer: (input: unknown, usual: (input: unknown) => unknown) => unknown,
  use: () => Promise<void>,
): Promise<void> {
  const handlers = ecr.handlers as Record<string, Handler<unknown, unknown>>;
  const usual = handlers[operation];
  if (!usual) throw new Error(`no ${operation}`);
  handlers[operation] = (input, call) => {
    if (call.world !== sandbox.world) return usual(input, call);
    return answer(input, (other) => usual(other, call));
  };
  try {
    await use();
  } finally {
    handlers[operation] = usual;
  }
}

describe('a caller who may not', () => {
  const deny = (...actions: readonly string[]) =>
    JSON.stringify({
      Version: '2012-10-17',
      Statement: [
        { Effect: 'Allow', Action: '*', Resource: '*' },
        { Effect: 'Deny', Action: actions, Resource: '*' },
      ],
    });

  it('write is told the action that is missing, and nothing is changed', async () => {
    const all = [...journeys, { command: removal, first: 'ecr:DeleteRepository' }];
    const actions = [...all.map(({ first }) => first), 'ecr:PutImageScanningConfiguration'];
    await withSandbox({ ...images, iamPolicy: deny(...actions) }, async (room) => {
      const before = endOf(room);
      for (const { command, first } of all) {
        const { code, stderr, stdout } = await type(room, command);
        expect({ code, stdout }, stderr).toEqual({ code: 1, stdout: '' });
        expect(stderr).toContain(`the caller needs the IAM action ${first}`);
      }
      expect(endOf(room)).toEqual(before);
    });
  });

  it.each(['ecs:ListTasks', 'scheduler:ListSchedules', 'ecr:DescribeImages'])(
    'look with %s lets no image go: what uses it cannot be seen',
    async (action) => {
      await withSandbox({ ...images, iamPolicy: deny(action) }, async (room) => {
        const before = endOf(room);
        for (const command of ['ecr prune web --keep 0', removal]) {
          const { code, stderr } = await type(room, command);
          expect(code, stderr).toBe(1);
          expect(stderr).toContain(action);
        }
        expect(endOf(room)).toEqual(before);
        expect(room.takeWrites()).toEqual([]);
      });
    },
  );
});
