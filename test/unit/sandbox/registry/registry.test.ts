import { request } from 'node:http';
import {
  BatchGetImageCommand,
  CreateRepositoryCommand,
  CreateRepositoryCreationTemplateCommand,
  DescribeImagesCommand,
  PutAccountSettingCommand,
} from '@aws-sdk/client-ecr';
import { afterEach, describe, expect, it } from 'vitest';
import { digestOf, manifestOf, openRegistry, type RegistryRoom } from './registry-room.ts';

let room: RegistryRoom;
afterEach(async () => {
  expect(room.sandbox.ledger.bugs).toEqual([]);
  room.ecr.destroy();
  await room.sandbox.close();
});

/** An image of one layer, pushed but for its manifest. */
async function pushBlobs(name?: string): Promise<string> {
  const config = await room.blob('{"os":"linux","architecture":"amd64"}', name);
  return manifestOf(config, await room.blob('a layer', name));
}

describe('who asks', () => {
  it('is told how to prove who they are', async () => {
    room = await openRegistry();
    const { status, headers, error } = await room.send('GET', '/v2/', '', {});
    expect([status, error]).toEqual([401, 'UNAUTHORIZED: Not Authorized']);
    expect(headers['www-authenticate']).toMatch(/^Basic realm="http:\/\/127\.0\.0\.1:\d+\/"/);
    const wrong = Buffer.from('AWS:guessed').toString('base64');
    expect((await room.send('GET', '/v2/', '', { authorization: `Basic ${wrong}` })).status).toBe(401);
    expect((await room.send('GET', '/v2/')).status).toBe(200);
  });

  it('reaches the region that the token is for', async () => {
    room = await openRegistry();
    await room.put('v1', await pushBlobs());
    expect(room.sandbox.ledger.entries.every(({ region }) => region === 'eu-west-1')).toBe(true);
    expect(room.sandbox.world.region('us-east-1').ecr.repositories.size).toBe(0);
  });

  it('needs a new token after twelve hours', async () => {
    room = await openRegistry();
    room.sandbox.world.clock.advance(12 * 3600 - 60);
    expect((await room.send('GET', '/v2/')).status).toBe(200);
    room.sandbox.world.clock.advance(61);
    const { status, error } = await room.send('GET', '/v2/');
    expect([status, error]).toEqual([403, expect.stringMatching(/^DENIED: .*expired/)]);
  });

  it('needs a right for each thing done, on this very repository', async () => {
    const statement = {
      Effect: 'Allow' as const,
      Action: ['ecr:GetAuthorizationToken', 'ecr:CreateRepository', 'ecr:BatchCheckLayerAvailability'],
      Resource: '*',
    };
    const push = {
      Effect: 'Allow' as const,
      Action: 'ecr:InitiateLayerUpload',
      Resource: 'arn:aws:ecr:eu-west-1:123456789012:repository/team/other',
    };
    room = await openRegistry({ policy: { Statement: [statement, push] } });
    await room.ecr.send(new CreateRepositoryCommand({ repositoryName: 'team/other' }));
    expect((await room.send('POST', '/v2/team/other/blobs/uploads/')).status).toBe(202);
    const { status, error } = await room.send('POST', '/v2/team/web/blobs/uploads/');
    expect(status).toBe(403);
    expect(error).toMatch(
      /^DENIED: User: .* not authorized to perform: ecr:InitiateLayerUpload on resource: .*repository\/team\/web /,
    );
  });
});

describe('a blob', () => {
  it('is sent at once, and checked', async () => {
    room = await openRegistry();
    const digest = digestOf('a layer');
    expect((await room.send('HEAD', `/v2/team/web/blobs/${digest}`)).status).toBe(404);
    const wrong = await room.send('PUT', `${await room.begin()}?digest=${digestOf('another')}`, 'a layer');
    expect([wrong.status, wrong.error]).toEqual([400, expect.stringMatching(/^DIGEST_INVALID/)]);
    const { status, headers } = await room.send('PUT', `${await room.begin()}?digest=${digest}`, 'a layer');
    expect([status, headers['docker-content-digest']]).toEqual([201, digest]);
    expect((await room.send('HEAD', `/v2/team/web/blobs/${digest}`)).headers['content-length']).toBe('7');
    expect(room.told).toEqual([
      ...['BatchCheckLayerAvailability 404', 'InitiateLayerUpload 202'],
      ...['UploadLayerPart 400', 'CompleteLayerUpload 400', 'InitiateLayerUpload 202'],
      ...['UploadLayerPart 201', 'CompleteLayerUpload 201', 'BatchCheckLayerAvailability 200'],
    ]);
    expect(room.sandbox.ledger.writes.map(({ operation }) => operation)).toContain('CompleteLayerUpload');
  });

  it('comes back from where it is stored, by a signed address', async () => {
    room = await openRegistry();
    const bytes = Buffer.alloc(9_000_000, 'layer ');
    const { digest } = await room.blob(bytes);
    const { status, headers } = await room.send('GET', `/v2/team/web/blobs/${digest}`);
    expect(status).toBe(307);
    const { body } = await room.send('GET', headers.location ?? '', '', {});
    expect(body.equals(bytes)).toBe(true);
    expect((await room.send('GET', `/_layers/${digest}`, '', {})).status).toBe(403);
    room.sandbox.world.clock.advance(3601);
    expect((await room.send('GET', headers.location ?? '', '', {})).status).toBe(403);
  });

  it('in parts is answered as ECR does: 201, and a range that stays', async () => {
    room = await openRegistry();
    const location = await room.begin();
    const part = Buffer.alloc(5 * 1024 * 1024, 'x');
    const auth = { authorization: `Basic ${room.token}` };
    const patch = (bytes: Uint8Array, from: number) =>
      room.send('PATCH', location, bytes, { ...auth, 'content-range': `${from}-${from + bytes.length - 1}` });
    expect(await patch(part, 0)).toMatchObject({ status: 201, headers: { range: '0-5242879' } });
    expect(await patch(part, part.length)).toMatchObject({ status: 201, headers: { range: '0-5242879' } });
    const again = await patch(part, 0);
    expect([again.status, again.error]).toEqual([
      416,
      'BLOB_UPLOAD_INVALID: First byte of the layer part is 0 instead of 10485760',
    ]);
    const digest = digestOf(Buffer.concat([part, part]));
    expect((await room.send('PUT', `${location}?digest=${digest}`)).status).toBe(201);
    expect((await room.send('PUT', `${location}?digest=${digest}`)).error).toMatch(/^BLOB_UPLOAD_UNKNOWN/);
  });

  it('is not taken in small parts', async () => {
    room = await openRegistry();
    const location = await room.begin();
    await room.send('PATCH', location, 'small');
    const auth = { authorization: `Basic ${room.token}`, 'content-range': '5-9' };
    await room.send('PATCH', location, 'parts', auth);
    const { status, error } = await room.send('PUT', `${location}?digest=${digestOf('smallparts')}`);
    expect([status, error]).toEqual([400, expect.stringMatching(/^BLOB_UPLOAD_INVALID: All layer parts/)]);
  });

  it('can be given up', async () => {
    room = await openRegistry();
    const location = await room.begin();
    expect((await room.send('DELETE', location)).status).toBe(204);
    expect((await room.send('GET', location)).error).toMatch(/^BLOB_UPLOAD_UNKNOWN/);
    expect((await room.send('DELETE', `/v2/team/web/blobs/${digestOf('x')}`)).error).toMatch(/^UNSUPPORTED/);
  });

  it('is mounted from where an image has it, once the account allows it', async () => {
    room = await openRegistry();
    await room.ecr.send(new CreateRepositoryCommand({ repositoryName: 'team/copy' }));
    const manifest = await pushBlobs();
    const digest = digestOf('a layer');
    const mount = () =>
      room.send('POST', `/v2/team/copy/blobs/uploads/?mount=${digest}&from=team%2Fweb`).then((r) => r.status);
    await room.ecr.send(new PutAccountSettingCommand({ name: 'BLOB_MOUNTING', value: 'ENABLED' }));
    expect(await mount()).toBe(202);
    await room.put('v1', manifest);
    expect(await mount()).toBe(201);
    await room.ecr.send(new PutAccountSettingCommand({ name: 'BLOB_MOUNTING', value: 'DISABLED' }));
    expect(await mount()).toBe(202);
    expect((await room.send('HEAD', `/v2/team/copy/blobs/${digest}`)).status).toBe(200);
    expect(room.told).toContain('GetDownloadUrlForLayer 200');
  });
});

it('keeps nothing of a client that breaks off but what has come', async () => {
  room = await openRegistry();
  const location = new URL(await room.begin());
  await new Promise<void>((resolve) => {
    const headers = { authorization: `Basic ${room.token}`, 'content-length': 1000 };
    const half = request(location, { method: 'PATCH', headers });
    half.on('error', () => resolve());
    half.write('the first half', () => setTimeout(() => half.destroy(new Error('gone')), 50));
  });
  await expect.poll(() => room.told).toContain('UploadLayerPart 0');
  const { error } = await room.send('PATCH', location.href, 'the first half');
  expect(error).toMatch(/First byte of the layer part is 0 instead of 14$/);
});

describe('a manifest', () => {
  it('needs its blobs and its children, and keeps its bytes', async () => {
    room = await openRegistry();
    const missing = manifestOf({ digest: digestOf('a'), size: 1 }, { digest: digestOf('b'), size: 1 });
    expect((await room.put('v1', missing)).error).toMatch(
      /^BLOB_UNKNOWN: Layers with digests '\[sha256:\w+, sha256:\w+\]' required .* do not exist/,
    );
    const manifest = await pushBlobs();
    const digest = digestOf(manifest);
    const index = JSON.stringify({
      schemaVersion: 2,
      mediaType: 'application/vnd.oci.image.index.v1+json',
      manifests: [{ digest, size: manifest.length, platform: { os: 'linux', architecture: 'amd64' } }],
    });
    expect((await room.put('v1', index)).error).toMatch(/^MANIFEST_BLOB_UNKNOWN: Images with digests/);
    expect((await room.put(digest, manifest)).headers['docker-content-digest']).toBe(digest);
    expect((await room.put('v1', index)).status).toBe(201);
    const got = await room.send('GET', '/v2/team/web/manifests/v1');
    expect([got.body.toString(), got.headers['content-type']]).toEqual([
      index,
      'application/vnd.oci.image.index.v1+json',
    ]);
    expect(await room.send('HEAD', `/v2/team/web/manifests/${digest}`)).toMatchObject({
      status: 200,
      headers: { 'content-length': String(manifest.length), 'docker-content-digest': digest },
    });
    expect((await room.send('HEAD', '/v2/team/web/manifests/v9')).status).toBe(404);
    expect(JSON.parse((await room.send('GET', '/v2/team/web/tags/list')).body.toString())).toEqual({
      name: 'team/web',
      tags: ['v1'],
    });
  });

  it('is the image that the API knows', async () => {
    room = await openRegistry();
    const manifest = await pushBlobs();
    await room.put('v1', manifest);
    const web = { repositoryName: 'team/web' };
    const { images } = await room.ecr.send(
      new BatchGetImageCommand({ ...web, imageIds: [{ imageTag: 'v1' }] }),
    );
    expect(images?.[0]?.imageManifest).toBe(manifest);
    const pulled = async () =>
      (await room.ecr.send(new DescribeImagesCommand(web))).imageDetails?.[0]?.lastRecordedPullTime;
    expect(await pulled()).toBeUndefined();
    await room.send('GET', '/v2/team/web/manifests/v1');
    expect(await pulled()).toBeInstanceOf(Date);
  });

  it('cannot take a tag that stays, not even for the same image', async () => {
    room = await openRegistry({}, { imageTagMutability: 'IMMUTABLE' });
    const manifest = await pushBlobs();
    expect((await room.put('v1', manifest)).status).toBe(201);
    const { status, error } = await room.put('v1', manifest);
    expect([status, error]).toEqual([400, expect.stringMatching(/^TAG_INVALID: .*'v1'/)]);
    expect((await room.put(digestOf(manifest), manifest)).status).toBe(201);
  });

  it('is pushed again without complaint where tags may move', async () => {
    room = await openRegistry();
    const manifest = await pushBlobs();
    expect([(await room.put('v1', manifest)).status, (await room.put('v1', manifest)).status]).toEqual([
      201, 201,
    ]);
  });

  it('is refused where its digest is another, and where it says no type', async () => {
    room = await openRegistry();
    const manifest = await pushBlobs();
    expect((await room.put(digestOf('else'), manifest)).error).toMatch(/^DIGEST_INVALID/);
    const untyped = await room.put('v1', '{"schemaVersion":2}');
    expect([untyped.status, untyped.error]).toEqual([
      405,
      expect.stringMatching(/^UNSUPPORTED: .*ImageManifestMediaType/),
    ]);
  });

  it('of an artifact refers to its image', async () => {
    room = await openRegistry();
    const manifest = await pushBlobs();
    await room.put('v1', manifest);
    const empty = await room.blob('{}');
    const subject = {
      mediaType: 'application/vnd.oci.image.manifest.v1+json',
      digest: digestOf(manifest),
      size: 1,
    };
    const bill = manifestOf(empty, empty, { artifactType: 'application/spdx+json', subject });
    const put = await room.put(digestOf(bill), bill);
    expect(put.headers['oci-subject']).toBe(digestOf(manifest));
    const target = `/v2/team/web/referrers/${digestOf(manifest)}`;
    const found = JSON.parse((await room.send('GET', target)).body.toString());
    expect(found.manifests).toMatchObject([
      { digest: digestOf(bill), artifactType: 'application/spdx+json' },
    ]);
    const none = await room.send('GET', `${target}?artifactType=application%2Fother`);
    expect(JSON.parse(none.body.toString()).manifests).toEqual([]);
  });
});

describe('a repository that is not there', () => {
  it('is unknown', async () => {
    room = await openRegistry();
    const { status, error } = await room.send('POST', '/v2/team/nothing/blobs/uploads/');
    expect([status, error]).toEqual([404, expect.stringMatching(/^NAME_UNKNOWN: .*'team\/nothing'/)]);
  });

  it('comes into being where a template for pushes has its prefix', async () => {
    room = await openRegistry();
    await room.ecr.send(
      new CreateRepositoryCreationTemplateCommand({
        prefix: 'team',
        appliedFor: ['CREATE_ON_PUSH'],
        imageTagMutability: 'IMMUTABLE',
      }),
    );
    expect((await room.put('v1', await pushBlobs('team/new'), 'team/new')).status).toBe(201);
    const { repositories } = room.sandbox.world.region('eu-west-1').ecr;
    expect(repositories.get('team/new')?.mutability).toBe('IMMUTABLE');
    expect((await room.send('POST', '/v2/other/new/blobs/uploads/')).error).toMatch(/^NAME_UNKNOWN/);
  });
});

describe('faults', () => {
  it('throttle by 429, and fail by 500', async () => {
    room = await openRegistry({ faults: 'throttle=1@ecr:PutImage x1,5xx@ecr:InitiateLayerUpload x1,seed=3' });
    expect((await room.send('POST', '/v2/team/web/blobs/uploads/')).status).toBeGreaterThanOrEqual(500);
    const manifest = await pushBlobs();
    const { status, error } = await room.put('v1', manifest);
    expect([status, error]).toEqual([429, 'TOOMANYREQUESTS: Rate exceeded']);
    expect((await room.put('v1', manifest)).status).toBe(201);
  });

  it('cut the connection in the middle of a body, of which the first half has arrived', async () => {
    room = await openRegistry({ faults: 'reset@ecr:UploadLayerPart x1' });
    const location = await room.begin();
    const bytes = Buffer.alloc(3_000_000, 'z');
    const put = () => room.send('PUT', `${location}?digest=${digestOf(bytes)}`, bytes);
    await expect(put()).rejects.toThrow();
    const again = await put();
    expect([again.status, again.error]).toEqual([416, expect.stringMatching(/instead of 1500000$/)]);
    expect(room.told).toContain('CompleteLayerUpload 0');
    await room.blob(bytes);
  });

  it('cut what has no body before anything is done', async () => {
    room = await openRegistry({ faults: 'reset@ecr:InitiateLayerUpload x1' });
    await expect(room.begin()).rejects.toThrow();
    const { uploads } = room.sandbox.world.region('eu-west-1').ecr.repositories.get('team/web') ?? {};
    expect(uploads?.size).toBe(0);
    expect(room.told).toEqual(['InitiateLayerUpload 0']);
  });

  it('strike a whole blob by what it is completed with, too', async () => {
    room = await openRegistry({ faults: 'throttle=1@ecr:CompleteLayerUpload x1' });
    const location = await room.begin();
    const target = `${location}?digest=${digestOf('a layer')}`;
    expect((await room.send('PUT', target, 'a layer')).status).toBe(429);
    expect((await room.send('PUT', target, 'a layer')).status).toBe(201);
  });

  it('lose the answer to what was done', async () => {
    room = await openRegistry({ faults: 'lost@ecr:PutImage x1' });
    const manifest = await pushBlobs();
    await expect(room.put('v1', manifest)).rejects.toThrow();
    expect((await room.send('HEAD', '/v2/team/web/manifests/v1')).status).toBe(200);
  });
});
