import * as s3 from '@aws-sdk/client-s3';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { type Sandbox, startSandbox } from '../../../../src/sandbox/server.ts';
import { AwsError, type Handler } from '../../../../src/sandbox/service.ts';
import { World } from '../../../../src/sandbox/world/world.ts';
import { authorization } from './small-estate.ts';

const seen: { operation?: string; input?: unknown } = {};
const answers =
  (operation: string, output: object = {}): Handler =>
  (input: unknown) => {
    Object.assign(seen, { operation, input });
    return output;
  };

const operations = [
  ...['CreateBucket', 'HeadBucket', 'ListBuckets', 'ListObjectsV2', 'ListObjectVersions', 'GetBucketTagging'],
  ...['PutObject', 'CopyObject', 'GetObject', 'DeleteObject', 'DeleteObjects', 'CreateMultipartUpload'],
  ...['UploadPart', 'CompleteMultipartUpload', 'AbortMultipartUpload', 'ListMultipartUploads', 'ListParts'],
];

const service = {
  signingName: 's3',
  iamPrefix: 's3',
  sdk: async () => s3,
  handlers: {
    ...Object.fromEntries(operations.map((operation) => [operation, answers(operation)])),
    GetBucketLocation: answers('GetBucketLocation', { LocationConstraint: 'eu-west-1' }),
    HeadObject: answers('HeadObject', { ContentLength: 12, LastModified: new Date(1_700_000_000_500) }),
    DeleteBucket: () => {
      throw new AwsError('BucketNotEmpty', 'not <empty> & so on', 409);
    },
    GetBucketVersioning: () => {
      throw new AwsError('ThrottlingException', 'Rate exceeded');
    },
  },
};

let sandbox: Sandbox;
beforeAll(async () => {
  sandbox = await startSandbox({ world: new World(), services: [service] });
});
beforeEach(() => {
  seen.operation = undefined;
});
afterAll(() => sandbox.close());

const send = (method: string, path: string, body?: string, headers: Record<string, string> = {}) =>
  fetch(sandbox.url + path, { method, headers: { authorization: authorization('s3'), ...headers }, body });

describe('an operation of S3', () => {
  test.each([
    ['GET', '/', 'ListBuckets'],
    ['PUT', '/b', 'CreateBucket'],
    ['PUT', '/b/', 'CreateBucket'],
    ['HEAD', '/b', 'HeadBucket'],
    ['GET', '/b?list-type=2&prefix=a', 'ListObjectsV2'],
    ['GET', '/b?versions', 'ListObjectVersions'],
    ['GET', '/b?versions=&max-keys=1', 'ListObjectVersions'],
    ['GET', '/b?tagging', 'GetBucketTagging'],
    ['GET', '/b?uploads', 'ListMultipartUploads'],
    ['POST', '/b?delete', 'DeleteObjects'],
    ['PUT', '/b/a/c', 'PutObject'],
    ['PUT', '/b/a/c?x-id=PutObject', 'PutObject'],
    ['GET', '/b/a%20c?x-id=GetObject', 'GetObject'],
    ['HEAD', '/b/a', 'HeadObject'],
    ['DELETE', '/b/a?versionId=1', 'DeleteObject'],
    ['POST', '/b/a?uploads', 'CreateMultipartUpload'],
    ['PUT', '/b/a?partNumber=1&uploadId=u', 'UploadPart'],
    ['POST', '/b/a?uploadId=u', 'CompleteMultipartUpload'],
    ['DELETE', '/b/a?uploadId=u', 'AbortMultipartUpload'],
    ['GET', '/b/a?uploadId=u', 'ListParts'],
  ])('%s %s is %s', async (method, path, operation) => {
    const body = operation === 'DeleteObjects' ? '<Delete><Object><Key>a</Key></Object></Delete>' : undefined;
    await send(method, path, body);
    expect(seen.operation).toBe(operation);
  });

  test('may be told from another one by a header alone', async () => {
    await send('PUT', '/b/a', undefined, { 'x-amz-copy-source': '/b/c' });
    expect(seen.operation).toBe('CopyObject');
  });
});

describe('restXml', () => {
  test('reads bucket and key from the path, and metadata from headers with a prefix', async () => {
    const headers = { 'x-amz-meta-owner': 'me', 'content-type': 'text/plain' };
    await send('PUT', '/my.bucket/logs/a%2Bb%20%2F.txt', 'hello', headers);
    expect(seen.input).toMatchObject({
      ...{ Bucket: 'my.bucket', Key: 'logs/a+b /.txt', ContentType: 'text/plain' },
      ...{ Metadata: { owner: 'me' }, Body: Buffer.from('hello') },
    });
  });

  test('puts chunks together, and takes their trailer for a header', async () => {
    const body = '3;chunk-signature=0\r\nhel\r\n2\r\nlo\r\n0\r\nx-amz-checksum-crc32:NhCmhg==\r\n\r\n';
    await send('PUT', '/b/a', body, {
      'x-amz-content-sha256': 'STREAMING-UNSIGNED-PAYLOAD-TRAILER',
      'x-amz-decoded-content-length': '5',
      'content-encoding': 'aws-chunked',
    });
    expect(seen.input).toMatchObject({
      Body: Buffer.from('hello'),
      ContentLength: 5,
      ChecksumCRC32: 'NhCmhg==',
    });
    expect(seen.input).not.toHaveProperty('ContentEncoding');
  });

  test.each(['5\r\nhel', '3\r\nhel\r\n0\r\n\r\n', 'no chunks'])(
    'refuses the broken chunks %j',
    async (body) => {
      const response = await send('PUT', '/b/a', body, {
        'x-amz-content-sha256': 'STREAMING-UNSIGNED-PAYLOAD-TRAILER',
        'x-amz-decoded-content-length': '5',
      });
      expect(response.status).toBe(400);
      expect(await response.text()).toContain('<Code>IncompleteBody</Code>');
    },
  );

  test('refuses XML that is none', async () => {
    const response = await send('POST', '/b?delete', '<Delete><Object>');
    expect(response.status).toBe(400);
    expect(await response.text()).toContain('<Code>MalformedXML</Code>');
  });

  test('writes the location as the root itself', async () => {
    const response = await send('GET', '/b?location');
    expect(await response.text()).toBe(
      '<?xml version="1.0" encoding="UTF-8"?>\n' +
        '<LocationConstraint xmlns="http://s3.amazonaws.com/doc/2006-03-01/">eu-west-1</LocationConstraint>',
    );
  });

  test('tells the length of a body that a HEAD does not get', async () => {
    const response = await send('HEAD', '/b/a');
    expect(response.headers.get('content-length')).toBe('12');
    expect(response.headers.get('last-modified')).toBe('Tue, 14 Nov 2023 22:13:20 GMT');
    expect(await response.text()).toBe('');
  });

  test('answers 204 without a body and its length', async () => {
    const response = await send('DELETE', '/b/a');
    expect(response.status).toBe(204);
    expect(response.headers.has('content-length')).toBe(false);
  });

  test('writes errors in the words of S3, with the id of the request', async () => {
    const response = await send('DELETE', '/b');
    const id = response.headers.get('x-amz-request-id');
    expect(response.status).toBe(409);
    expect(await response.text()).toBe(
      '<?xml version="1.0" encoding="UTF-8"?>\n<Error><Code>BucketNotEmpty</Code>' +
        `<Message>not &lt;empty&gt; &amp; so on</Message><RequestId>${id}</RequestId></Error>`,
    );
    const throttled = await send('GET', '/b?versioning');
    expect(throttled.status).toBe(503);
    expect(await throttled.text()).toContain('<Code>SlowDown</Code>');
  });
});
