import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { connect } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { CloudWatchClient } from '@aws-sdk/client-cloudwatch';
import { ECSClient } from '@aws-sdk/client-ecs';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { type AwsOptions, openAws } from '../../../src/aws/aws.ts';
import { iamPrefixes } from '../../../src/aws/call-name.ts';
import { FakeClock } from '../../support/fake-clock.ts';

type Env = AwsOptions['env'];

function open(options: Partial<AwsOptions> = {}) {
  const { signal } = new AbortController();
  return openAws({ clock: new FakeClock(), signal, env: {}, ...options });
}

const keys = { AWS_ACCESS_KEY_ID: 'AKIDENV', AWS_SECRET_ACCESS_KEY: 'secret-of-env' };

async function clientOf(env: Env, options: Partial<AwsOptions> = {}) {
  const { config } = open({ env, ...options }).client(ECSClient);
  const { hostname, port, protocol } = (await config.endpoint?.()) ?? {};
  return {
    region: await config.region(),
    endpoint: hostname && `${protocol}//${hostname}${port ? `:${port}` : ''}`,
    accessKeyId: (await config.credentials()).accessKeyId,
    maxAttempts: await config.maxAttempts(),
  };
}

/** The SDK reads config files and profiles by the process's own environment. */
let folder = '';
const before = { ...process.env };

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'ecsctl-profiles-'));
  process.env.AWS_CONFIG_FILE = join(folder, 'config');
  process.env.AWS_SHARED_CREDENTIALS_FILE = join(folder, 'credentials');
  writeFileSync(
    join(folder, 'config'),
    '[profile team]\nregion = ap-northeast-2\naws_access_key_id = AKIDTEAM\naws_secret_access_key = s\n' +
      'endpoint_url = http://127.0.0.1:9\n',
  );
});

afterEach(() => {
  rmSync(folder, { recursive: true });
  for (const name of Object.keys(process.env)) if (!(name in before)) delete process.env[name];
  Object.assign(process.env, before);
});

describe('the region', () => {
  it.each([
    ['of the flag goes first', { AWS_REGION: 'eu-west-1' }, 'us-west-2', 'us-west-2'],
    [
      'of AWS_REGION next',
      { AWS_REGION: 'eu-west-1', AWS_DEFAULT_REGION: 'eu-west-3' },
      undefined,
      'eu-west-1',
    ],
    ['of AWS_DEFAULT_REGION last, as with aws', { AWS_DEFAULT_REGION: 'eu-west-3' }, undefined, 'eu-west-3'],
    ['is not an empty variable', { AWS_REGION: '', AWS_DEFAULT_REGION: 'eu-west-3' }, undefined, 'eu-west-3'],
  ])('%s', async (_, env, region, expected) => {
    expect((await clientOf({ ...keys, ...env }, { region })).region).toBe(expected);
  });

  it.each([
    [{ AWS_REGION: 'eu west' }, undefined, 'AWS_REGION: "eu west" is no region'],
    [{ AWS_DEFAULT_REGION: '../..' }, undefined, 'AWS_DEFAULT_REGION: "../.." is no region'],
    [{}, 'evil.example.com/', '--region: "evil.example.com/" is no region'],
  ])('of %j and %j can be none', (env: Env, region, message) => {
    expect(() => open({ env, region }).client(ECSClient)).toThrow(
      expect.objectContaining({ kind: 'usage', message, hint: 'write it like eu-west-1' }),
    );
  });
});

describe('the endpoint', () => {
  const env = { ...keys, AWS_REGION: 'eu-west-1' };

  it('of the flag is used for every service', async () => {
    const aws = open({ env, endpointUrl: 'http://localhost:4566' });
    for (const client of [aws.client(ECSClient), aws.client(CloudWatchClient)]) {
      expect(await client.config.endpoint?.()).toMatchObject({ hostname: 'localhost', port: 4566 });
    }
  });

  it.each(['localhost:4566', 'ftp://localhost', '', 'http://', '//x', 'not a url'])(
    'of the flag is refused for %j',
    (endpointUrl) => {
      expect(() => open({ env, endpointUrl }).client(ECSClient)).toThrow(
        expect.objectContaining({ kind: 'usage', message: `--endpoint-url: "${endpointUrl}" is no address` }),
      );
    },
  );

  it.each(['AWS_ENDPOINT_URL', 'AWS_ENDPOINT_URL_ECS'])('of %s is refused by that name', (name) => {
    expect(() => open({ env: { ...env, [name]: '127.0.0.1:1' } }).client(ECSClient)).toThrow(
      expect.objectContaining({ kind: 'usage', message: `${name}: "127.0.0.1:1" is no address` }),
    );
  });

  it('is no concern of a run that never asks AWS', () => {
    expect(() => open({ env, endpointUrl: 'nonsense', region: 'non sense' }).close()).not.toThrow();
  });
});

describe('keys and profiles', () => {
  it('keys of the environment win over AWS_PROFILE, as with aws', async () => {
    const env = Object.assign(process.env, keys, { AWS_PROFILE: 'team', AWS_REGION: 'eu-west-1' });
    expect(await clientOf(env)).toMatchObject({ accessKeyId: 'AKIDENV', region: 'eu-west-1' });
  });

  it('a session token goes with them', async () => {
    const env = { ...keys, AWS_SESSION_TOKEN: 'token', AWS_REGION: 'eu-west-1' };
    const { credentials } = open({ env }).client(ECSClient).config;
    expect(await credentials()).toMatchObject({ accessKeyId: 'AKIDENV', sessionToken: 'token' });
  });

  it('--profile wins over both, with its keys, its region and its endpoint', async () => {
    const env = Object.assign(process.env, keys, { AWS_SESSION_TOKEN: 'token', AWS_PROFILE: 'other' });
    expect(await clientOf(env, { profile: 'team' })).toMatchObject({
      accessKeyId: 'AKIDTEAM',
      region: 'ap-northeast-2',
    });
    expect(env.AWS_PROFILE).toBe('team');
    expect(env).not.toHaveProperty('AWS_SESSION_TOKEN');
  });

  it.each(['AWS_PROFILE', 'AWS_DEFAULT_PROFILE'])('%s alone is followed', async (name) => {
    const env = Object.assign(process.env, { [name]: 'team' });
    expect(await clientOf(env)).toMatchObject({ accessKeyId: 'AKIDTEAM', region: 'ap-northeast-2' });
  });

  it('no profile at all leaves none behind in the environment', () => {
    open({ env: process.env, region: 'eu-west-1' }).client(ECSClient);
    expect(process.env).not.toHaveProperty('AWS_PROFILE');
  });
});

describe('a client', () => {
  const env = { ...keys, AWS_REGION: 'eu-west-1' };

  it('is built once for a run', () => {
    const aws = open({ env });
    expect(aws.client(ECSClient)).toBe(aws.client(ECSClient));
    expect(aws.client(ECSClient)).not.toBe(aws.client(CloudWatchClient));
  });

  it('tries six times, unless AWS_MAX_ATTEMPTS says otherwise', async () => {
    expect((await clientOf(env)).maxAttempts).toBe(6);
    process.env.AWS_MAX_ATTEMPTS = '2';
    expect((await clientOf({ ...env, AWS_MAX_ATTEMPTS: '2' })).maxAttempts).toBe(2);
  });

  it('has an IAM prefix for its calls', () => {
    for (const Client of [ECSClient, CloudWatchClient]) expect(iamPrefixes).toHaveProperty(Client.name);
  });
});

it('a test that strays from the loopback address is stopped before it connects', async () => {
  const socket = connect({ host: '192.0.2.1', port: 443 });
  const error = await new Promise<Error>((resolve) => socket.once('error', resolve));
  expect(error.message).toBe('a test tried to reach 192.0.2.1');
});
