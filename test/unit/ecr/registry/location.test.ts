import { describe, expect, it } from 'vitest';
import { isLoopback, uploadLocation } from '../../../../src/ecr/registry/location.ts';

const asked = new URL('https://123456789012.dkr.ecr.eu-west-1.amazonaws.com/v2/web/blobs/uploads/');

describe('where an upload goes on', () => {
  it.each([
    ['/v2/web/blobs/uploads/1?_state=a%2Fb%3D', `${asked.origin}/v2/web/blobs/uploads/1?_state=a%2Fb%3D`],
    ['1?x=y', `${asked.origin}/v2/web/blobs/uploads/1?x=y`],
    [`${asked.origin}/v2/else`, `${asked.origin}/v2/else`],
    [
      'https://layers.s3.eu-west-1.amazonaws.com/a?X-Amz-Signature=b',
      'https://layers.s3.eu-west-1.amazonaws.com/a?X-Amz-Signature=b',
    ],
  ])('%s', (location, url) => {
    expect(uploadLocation(location, asked).href).toBe(url);
  });

  it.each([
    ['https://127.0.0.1/a'],
    ['https://localhost/a'],
    ['https://10.1.2.3/a'],
    ['https://172.20.0.1/a'],
    ['https://192.168.1.1/a'],
    ['https://169.254.169.254/latest/meta-data'],
    ['https://100.64.0.1/a'],
    ['https://[::1]/a'],
    ['https://[fd00::1]/a'],
    ['https://[::ffff:10.0.0.1]/a'],
    ['https://0x7f.1/a'],
    ['http://elsewhere.example/a'],
    [`http://${asked.host}/v2/web`],
    [undefined],
    ['https://:bad'],
  ])('not %s', (location) => {
    expect(() => uploadLocation(location, asked)).toThrow();
  });
});

it.each([
  ['localhost', true],
  ['127.0.0.1', true],
  ['[::1]', true],
  ['127.0.0.1.evil.org', false],
  ['10.0.0.1', false],
])('%s is this machine: %s', (host, is) => {
  expect(isLoopback(host)).toBe(is);
});
