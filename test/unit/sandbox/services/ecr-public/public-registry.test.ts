import {
  CreateRepositoryCommand,
  DescribeImageTagsCommand,
  DescribeRegistriesCommand,
  ECRPUBLICClient,
  GetAuthorizationTokenCommand,
} from '@aws-sdk/client-ecr-public';
import { afterEach, describe, expect, it } from 'vitest';
import type { Handler } from '../../../../../src/sandbox/service.ts';
import { digestOf } from '../../../../../src/sandbox/services/ecr/manifest.ts';
import { ecrPublic } from '../../../../../src/sandbox/services/ecr-public/index.ts';
import { manifestOf, openRegistry, type RegistryRoom } from '../../registry/registry-room.ts';
import { PracticeWorld, refusal } from '../../world/practice-world.ts';

const tool = { repositoryName: 'tool' };

/** Calls a handler with what a client would send. */
function ask(practice: PracticeWorld, operation: string, input: object): Record<string, unknown> {
  const handler = ecrPublic.handlers[operation] as Handler<object, Record<string, unknown>>;
  return handler(input, practice.call) as Record<string, unknown>;
}

describe('a public repository', () => {
  it('is of no region, and is named after the alias of its registry', () => {
    const practice = new PracticeWorld();
    const { repository } = ask(practice, 'CreateRepository', {
      ...tool,
      catalogData: { description: 'a tool', logoImageBlob: new Uint8Array(3) },
    });
    expect(repository).toMatchObject({
      repositoryArn: 'arn:aws:ecr-public::123456789012:repository/tool',
      repositoryUri: expect.stringMatching(/^public\.ecr\.aws\/\w+\/tool$/),
    });
    expect(ask(practice, 'DescribeRepositories', {})).toMatchObject({ repositories: [repository] });
    expect(refusal(() => ask(practice, 'CreateRepository', tool))).toMatch(
      /^RepositoryAlreadyExistsException/,
    );
    const long = { repositoryName: 'x'.repeat(206) };
    expect(refusal(() => ask(practice, 'CreateRepository', long))).toMatch(/^InvalidParameterException/);
    const none = { repositoryNames: ['nothing'] };
    expect(refusal(() => ask(practice, 'DescribeRepositories', none))).toMatch(
      /^RepositoryNotFoundException/,
    );
  });

  it('is made in one region alone', () => {
    const { world, call } = new PracticeWorld();
    const handler = ecrPublic.handlers.CreateRepository as Handler<object>;
    expect(refusal(() => handler(tool, { ...call, region: world.region('eu-west-1') }))).toMatch(
      /^UnsupportedCommandException/,
    );
  });

  it('takes layers and images, is tagged, and goes with force', () => {
    const practice = new PracticeWorld();
    ask(practice, 'CreateRepository', tool);
    const layerPartBlob = Buffer.from('{}');
    const digest = digestOf('{}');
    const { uploadId } = ask(practice, 'InitiateLayerUpload', tool);
    const part = { ...tool, uploadId, partFirstByte: 0, partLastByte: 1, layerPartBlob };
    ask(practice, 'UploadLayerPart', part);
    ask(practice, 'CompleteLayerUpload', { ...tool, uploadId, layerDigests: [digest] });
    expect(
      ask(practice, 'BatchCheckLayerAvailability', { ...tool, layerDigests: [digest, digestOf('no')] })
        .layers,
    ).toMatchObject([{ layerAvailability: 'AVAILABLE' }, { layerAvailability: 'UNAVAILABLE' }]);
    const imageManifest = manifestOf({ digest, size: 2 }, { digest, size: 2 });
    ask(practice, 'PutImage', { ...tool, imageManifest, imageTag: 'v1' });
    expect(ask(practice, 'DescribeImages', tool).imageDetails).toMatchObject([
      { imageTags: ['v1'], imageSizeInBytes: 4 },
    ]);
    expect(ask(practice, 'DescribeImages', { ...tool, imageIds: [{ imageTag: 'v1' }] }).imageDetails).toEqual(
      ask(practice, 'DescribeImages', tool).imageDetails,
    );
    const resourceArn = 'arn:aws:ecr-public::123456789012:repository/tool';
    ask(practice, 'TagResource', { resourceArn, tags: [{ Key: 'a', Value: '1' }, { Key: 'b' }] });
    ask(practice, 'UntagResource', { resourceArn, tagKeys: ['b'] });
    expect(ask(practice, 'ListTagsForResource', { resourceArn })).toEqual({
      tags: [{ Key: 'a', Value: '1' }],
    });
    expect(refusal(() => ask(practice, 'DeleteRepository', tool))).toMatch(/^RepositoryNotEmptyException/);
    const imageIds = [{ imageTag: 'v1' }, { imageTag: 'v2' }];
    expect(ask(practice, 'BatchDeleteImage', { ...tool, imageIds })).toMatchObject({
      imageIds: [{ imageTag: 'v1' }],
      failures: [{ failureCode: 'ImageNotFound' }],
    });
    ask(practice, 'DeleteRepository', tool);
    expect(ask(practice, 'DescribeRepositories', {}).repositories).toEqual([]);
  });
});

describe('the public registry over HTTP', () => {
  let room: RegistryRoom;
  let client: ECRPUBLICClient;
  afterEach(async () => {
    for (const one of [room.ecr, client]) one.destroy();
    await room.sandbox.close();
  });

  async function open(): Promise<{ alias: string; bearer: Record<string, string> }> {
    room = await openRegistry();
    const credentials = { accessKeyId: 'sandbox', secretAccessKey: 'sandbox' };
    client = new ECRPUBLICClient({ region: 'us-east-1', endpoint: room.sandbox.url, credentials });
    await client.send(new CreateRepositoryCommand(tool));
    const { registries } = await client.send(new DescribeRegistriesCommand({}));
    const { authorizationData } = await client.send(new GetAuthorizationTokenCommand({}));
    return {
      alias: registries?.[0]?.aliases?.[0]?.name ?? '',
      bearer: { authorization: `Bearer ${authorizationData?.authorizationToken}` },
    };
  }

  it('wants its token as a bearer, and a private one not at all', async () => {
    const { alias, bearer } = await open();
    const target = `/v2/${alias}/tool/tags/list`;
    const { status, headers } = await room.send('GET', target, '', {});
    expect([status, headers['www-authenticate']]).toEqual([401, expect.stringMatching(/^Bearer realm=/)]);
    expect((await room.send('GET', target)).status).toBe(401);
    expect((await room.send('GET', target, '', bearer)).status).toBe(200);
    expect((await room.send('GET', '/v2/team/web/tags/list', '', bearer)).error).toMatch(/^NAME_UNKNOWN/);
  });

  it('gives docker a token for the password', async () => {
    const { alias, bearer } = await open();
    const basic = { authorization: bearer.authorization?.replace('Bearer', 'Basic') ?? '' };
    const { body } = await room.send('GET', '/token/?service=public.ecr.aws&scope=aws', '', basic);
    const { token } = JSON.parse(body.toString()) as { token: string };
    const got = await room.send('GET', `/v2/${alias}/tool/tags/list`, '', {
      authorization: `Bearer ${token}`,
    });
    expect(got.status).toBe(200);
    expect((await room.send('GET', '/token/', '', {})).status).toBe(401);
  });

  it('takes an image, by actions of its own', async () => {
    const { alias, bearer } = await open();
    const uploads = `/v2/${alias}/tool/blobs/uploads/`;
    const begun = await room.send('POST', uploads, '', bearer);
    const digest = digestOf('{}');
    await room.send('PUT', `${begun.headers.location}?digest=${digest}`, '{}', bearer);
    const manifest = manifestOf({ digest, size: 2 }, { digest, size: 2 });
    const put = await room.send('PUT', `/v2/${alias}/tool/manifests/v1`, manifest, bearer);
    expect(put.status).toBe(201);
    const blob = await room.send('GET', `/v2/${alias}/tool/blobs/${digest}`, '', bearer);
    expect((await room.send('GET', blob.headers.location ?? '', '', {})).body.toString()).toBe('{}');
    const { imageTagDetails } = await client.send(new DescribeImageTagsCommand(tool));
    expect(imageTagDetails).toMatchObject([
      { imageTag: 'v1', imageDetail: { imageDigest: digestOf(manifest) } },
    ]);
    expect(room.sandbox.ledger.actions).toContain('ecr-public:PutImage');
    expect(room.sandbox.ledger.bugs).toEqual([]);
  });
});
