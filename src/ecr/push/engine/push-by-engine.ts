import { carryOut } from '../../../plan/carry-out.ts';
import type { Answer, VerbContext } from '../../../verb/verb.ts';
import { platformName } from '../../image/platform.ts';
import type { Found, Target } from '../found.ts';
import { prepareTarget } from '../open-target.ts';
import { operationsFor } from '../operations.ts';
import { conclude } from '../push-image.ts';
import type { PushAnswer } from '../value.ts';
import type { WantedPush } from '../wanted.ts';
import { Engine, type EngineImage } from './engine.ts';
import { EngineBoard } from './engine-board.ts';
import { planByEngine } from './plan-by-engine.ts';

/**
 * Has a running engine push an image. It knows its layers and what it has sent before, so that its bytes need not come
 * here first; the token that it shows is ours.
 */
export async function pushByEngine(context: VerbContext, wanted: WantedPush, name: string): Promise<Answer> {
  const beganAt = performance.now();
  const connect = await prepareTarget(context, wanted);
  const engine = new Engine(context.env, context.signal);
  const first = await engine.image(name);
  const target = await connect();
  const board = new EngineBoard(context.terminal);
  const pushed = new Map<string, string>();
  let last: { image: EngineImage; found: Found } = { image: first, found: nothing };
  try {
    const push = async (tag: string) => {
      const digest = await pushTag(engine, { name, image: first, tag, target, board });
      if (digest) pushed.set(tag, digest);
      return {};
    };
    const answer = await carryOut(context, {
      async read() {
        const found = await target.look({ tags: wanted.tags, manifests: [], blobs: [] });
        last = { image: await engine.image(name), found };
        return last;
      },
      plan: ({ image, found }) => planByEngine(wanted, target, image, found, pushed),
      operations: { ...(await operationsFor(target, { upload: noBlobs, put: push })) },
    });
    const digest = last.found.tags.get(wanted.tags[0] ?? '')?.digest;
    const platform = platformName({ os: first.Os, architecture: first.Architecture, variant: first.Variant });
    const value: PushAnswer = {
      ...(digest &&
        !(answer.value.dryRun && answer.value.changed) && {
          reference: `${target.name()}@${digest}`,
          digest,
        }),
      tags: wanted.tags,
      platforms: platform ? [platform] : [],
      blobs: { sent: board.count('sent'), skipped: board.count('skipped'), mounted: board.count('mounted') },
      bytesSent: board.bytesSent,
      seconds: Math.round(performance.now() - beganAt) / 1000,
      retries: target.registry.retries,
      ...answer.value,
    };
    return await conclude(context, wanted, { ...answer, value });
  } finally {
    await board.close();
    target.registry.close();
  }
}

const nothing: Found = {
  repository: { kind: 'untold' },
  tags: new Map(),
  manifests: new Set(),
  blobs: new Set(),
  warnings: [],
};

async function noBlobs(): Promise<never> {
  throw new Error('An engine sends its blobs itself');
}

interface TagPush {
  readonly name: string;
  readonly image: EngineImage;
  readonly tag: string;
  readonly target: Target;
  readonly board: EngineBoard;
}

/** Engines push what is named like its destination: the image is given that name, and loses it again. */
async function pushTag(
  engine: Engine,
  { name, image, tag, target, board }: TagPush,
): Promise<string | undefined> {
  const repository = `${target.registry.host}/${target.repository}`;
  const full = `${repository}:${tag}`;
  const isNamed = image.RepoTags?.includes(full);
  if (!isNamed) await engine.tag(name, repository, tag);
  let digest: string | undefined;
  try {
    for await (const line of engine.push(repository, tag, await loginOf(target))) {
      await board.tell(line);
      digest = line.aux?.Digest ?? digest;
    }
  } finally {
    if (!isNamed) await engine.untag(full).catch(() => {});
  }
  return digest;
}

/** Both kinds of tokens are a name and a password, in base64. */
async function loginOf({ tokens, registry }: Target): Promise<object> {
  if (!tokens) return {};
  const [, packed = ''] = (await tokens.token()).split(' ');
  const [username = '', ...password] = Buffer.from(packed, 'base64').toString('utf8').split(':');
  return { username, password: password.join(':'), serveraddress: registry.host };
}
