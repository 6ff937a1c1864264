import { describe, expect, it } from 'vitest';
import { parseDestination, parseImageReference } from '../../../src/ecr/reference.ts';
import { refusedFor } from '../../support/refused.ts';

const digest = `sha256:${'0a'.repeat(32)}`;
const host = (name: string, region = 'eu-west-1') => ({
  kind: 'ecr',
  host: name,
  account: '123456789012',
  region,
});

describe('what is typed as an image', () => {
  it.each([
    ['web', { registry: { kind: 'ecr' }, repository: 'web' }],
    ['team/web:1.2', { registry: { kind: 'ecr' }, repository: 'team/web', tag: '1.2' }],
    [`web@${digest}`, { registry: { kind: 'ecr' }, repository: 'web', digest }],
    [`web:1@${digest}`, { registry: { kind: 'ecr' }, repository: 'web', tag: '1', digest }],
    ['my.web', { registry: { kind: 'ecr' }, repository: 'my.web' }],
    [
      'public.ecr.aws/alias/web:1',
      { registry: { kind: 'ecr-public', host: 'public.ecr.aws' }, repository: 'alias/web', tag: '1' },
    ],
    ['127.0.0.1:5000/web', { registry: { kind: 'plain', host: '127.0.0.1:5000' }, repository: 'web' }],
    ['localhost/web:1', { registry: { kind: 'plain', host: 'localhost' }, repository: 'web', tag: '1' }],
    ['[::1]:5000/web:1', { registry: { kind: 'plain', host: '[::1]:5000' }, repository: 'web', tag: '1' }],
  ])('%s', (text, meant) => {
    expect(parseImageReference(text)).toEqual(meant);
  });

  it.each([
    ['123456789012.dkr.ecr.eu-west-1.amazonaws.com', 'eu-west-1'],
    ['123456789012.dkr.ecr-fips.us-gov-west-1.amazonaws.com', 'us-gov-west-1'],
    ['123456789012.dkr.ecr.cn-north-1.amazonaws.com.cn', 'cn-north-1'],
    ['123456789012.dkr-ecr.ap-southeast-2.on.aws', 'ap-southeast-2'],
    ['123456789012.dkr-ecr-fips.us-east-1.on.aws', 'us-east-1'],
    ['123456789012.dkr-ecr.cn-north-1.on.amazonwebservices.com.cn', 'cn-north-1'],
    ['123456789012.dkr.ecr.us-iso-east-1.c2s.ic.gov', 'us-iso-east-1'],
  ])('in ECR at %s', (name, region) => {
    expect(parseImageReference(`${name}/team/web:1`)).toEqual({
      ...{ registry: host(name, region), repository: 'team/web', tag: '1' },
    });
  });

  it.each([
    ['', 'names no repository'],
    ['Web', 'names no repository'],
    ['web/', 'names no repository'],
    ['web:', 'is no tag'],
    ['web:-1', 'is no tag'],
    [`web:${'a'.repeat(129)}`, 'is no tag'],
    ['web@sha256:abc', 'is no digest'],
    ['ghcr.io/team/web:1', 'ghcr.io'],
    ['10.0.0.1:5000/web', '10.0.0.1:5000'],
    ['123456789012.dkr.ecr.eu-west-1.amazonaws.com.evil.org/web', 'evil.org'],
    ['registry.123456789012.dkr.ecr.eu-west-1.amazonaws.com/web', 'neither'],
    ['127.0.0.1.evil.org/web', 'evil.org'],
  ])('refuses %j', (text, naming) => {
    refusedFor('usage', naming, () => parseImageReference(text));
  });
});

describe('where a push goes', () => {
  it.each([
    ['web', ['latest']],
    ['web:1.2', ['1.2']],
    ['web:1.2,latest', ['1.2', 'latest']],
    [`web@${digest}`, []],
    [`web:1@${digest}`, ['1']],
  ])('%s', (text, tags) => {
    expect(parseDestination(text).tags).toEqual(tags);
  });

  it.each([['web,1'], ['web:1,'], ['web:1,a b'], [`web@${digest},latest`]])('refuses %j', (text) => {
    refusedFor('usage', text, () => parseDestination(text));
  });
});
