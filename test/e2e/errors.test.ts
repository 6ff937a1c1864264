import { once } from 'node:events';
import { mkdirSync, writeFileSync } from 'node:fs';
import type { AddressInfo } from 'node:net';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { splitCommand } from '../../src/sandbox/tour/split-command.ts';
import { loopbackEnvironment, nowhere } from '../support/loopback-environment.ts';
import { type RunResult, runCli } from '../support/run-cli.ts';
import { manifestOfVerbs } from '../support/run-in-process.ts';
import { withSandbox } from '../support/sandbox.ts';

const set = ['scale', 'set', 'prod/web', '--min', '1', '--max', '4', '--cpu', '60', '--yes'];

/** What stderr says, after holding it to one message, no stack and no bug. */
function said({ stderr, stdout }: RunResult): string {
  expect(stdout).toBe('');
  expect(stderr.match(/^error: /gm)).toHaveLength(1);
  expect(stderr).not.toMatch(/^ {4}at |This is a bug/m);
  return stderr;
}

/** Runs without a sandbox, in an environment of its own, and within five seconds. */
async function runAlone(env: Record<string, string | undefined>, argv: readonly string[] = set) {
  const home = loopbackEnvironment();
  try {
    const result = await runCli(argv, { env: { ...home.env, ...env } });
    expect(result.milliseconds).toBeLessThan(15_000);
    expect(result.code).toBe(1);
    return said(result);
  } finally {
    home.remove();
  }
}

const noKeys = { AWS_ACCESS_KEY_ID: undefined, AWS_SECRET_ACCESS_KEY: undefined };

describe('what does not exist', () => {
  const missing: readonly (readonly [argv: readonly string[], message: string, hint: string])[] = [
    [['set', 'prod/wbe', ...set.slice(3)], 'service wbe in cluster prod', 'did you mean web?'],
    [['set', 'prd/web', ...set.slice(3)], 'cluster prd', 'did you mean prod?'],
    [
      ['set', 'prod/worker', '--min', '0', '--max', '5', '--queue', 'job', '--backlog', '5', '--yes'],
      'queue job',
      'did you mean jobs?',
    ],
    [
      ['step', 'prod/web', '--metric', 'queue:job', '--out', '5:+1', '--yes'],
      'queue job',
      'did you mean jobs?',
    ],
    [
      ['step', 'prod/web', '--alarm', 'web-p99-slwo', '--adjust', '+1', '--yes'],
      'alarm web-p99-slwo',
      'did you mean web-p99-slow?',
    ],
  ];

  it('is told with the nearest names, be it service, cluster, queue or alarm', async () => {
    await withSandbox({}, async (room) => {
      for (const [argv, message, hint] of missing) {
        const result = await room.run(['scale', ...argv]);
        expect(said(result)).toBe(`error: there is no ${message}\nhint: ${hint}\n`);
        expect(result.code).toBe(1);
      }
      expect(room.takeWrites()).toEqual([]);
    });
  });

  it('is told by every verb that is about a service', async () => {
    const { verbs } = await manifestOfVerbs();
    const lines = Object.values(verbs).flatMap(({ arguments: named, examples, iam }) =>
      named.service && iam.length > 0 ? [splitCommand(examples[0]?.[0] ?? '').slice(1)] : [],
    );
    expect(lines.length).toBeGreaterThan(5);
    await withSandbox({}, async (room) => {
      for (const line of lines) {
        const asked = (name: string) => line.map((word) => (/^prod\/\w+$/.test(word) ? name : word));
        const service = await room.run([...asked('prod/wbe'), '--yes']);
        expect(said(service)).toBe(
          'error: there is no service wbe in cluster prod\nhint: did you mean web?\n',
        );
        const cluster = await room.run([...asked('prd/web'), '--yes']);
        expect(said(cluster)).toBe('error: there is no cluster prd\nhint: did you mean prod?\n');
        expect([service.code, cluster.code]).toEqual([1, 1]);
      }
      expect(room.takeWrites()).toEqual([]);
    });
  });
});

describe('the way to AWS', () => {
  it('needs credentials', async () => {
    expect(await runAlone(noKeys)).toMatch(
      /^error: no AWS credentials: .+\nhint: set AWS_PROFILE or --profile/,
    );
  });

  it('needs a profile that is there', async () => {
    expect(await runAlone({}, [...set, '--profile', 'nobody'])).toMatch(
      /^error: no AWS credentials in profile nobody: .+\nhint: set AWS_PROFILE/,
    );
  });

  it('needs a region', async () => {
    expect(await runAlone({ AWS_REGION: undefined })).toMatch(
      /^error: no AWS region\nhint: name one with --region/,
    );
  });

  it('needs somebody to answer', async () => {
    expect(await runAlone({})).toMatch(
      new RegExp(`^error: nothing answers at ${nowhere} \\(ECONNREFUSED\\)\nhint: check the network`),
    );
  });

  it('needs a name that resolves', async () => {
    const said = await runAlone({ AWS_ENDPOINT_URL: 'http://nowhere.invalid' });
    expect(said).toMatch(/^error: nothing answers at http:\/\/nowhere\.invalid \((ENOTFOUND|EAI_AGAIN)/);
  });

  it('needs an answer, not only a connection', async () => {
    const server = createServer(() => {});
    await once(server.listen(0, '127.0.0.1'), 'listening');
    const { port } = server.address() as AddressInfo;
    const sockets = new Set<{ destroy(): void }>();
    server.on('connection', (socket) => sockets.add(socket));
    try {
      expect(await runAlone({ AWS_ENDPOINT_URL: `http://127.0.0.1:${port}` })).toContain(
        `error: http://127.0.0.1:${port} takes connections and does not answer\nhint: check AWS_ENDPOINT_URL`,
      );
    } finally {
      for (const socket of sockets) socket.destroy();
      server.close();
    }
  });

  it('needs an answer of AWS, not of some web server', async () => {
    const page = 'HTTP/1.1 200 OK\r\ncontent-length: 13\r\nconnection: close\r\n\r\n<html></html>';
    const server = createServer((socket) => {
      socket.on('error', () => {});
      socket.on('data', () => socket.end(page));
    });
    await once(server.listen(0, '127.0.0.1'), 'listening');
    const { port } = server.address() as AddressInfo;
    try {
      expect(await runAlone({ AWS_ENDPOINT_URL: `http://127.0.0.1:${port}` })).toMatch(
        /^error: the answer to ecs:DescribeServices is none of AWS's: .+\nhint: check AWS_ENDPOINT_URL/,
      );
    } finally {
      server.close();
    }
  });
});

describe('the credentials', () => {
  it.each([
    ['EXPIRED00000000000', /^error: the AWS credentials have expired\nhint: sign in again/],
    ['UNKNOWN00000000000', /^error: AWS does not accept the credentials: .+\nhint: check which/],
  ])('that begin with %s are told apart', async (AWS_ACCESS_KEY_ID, words) => {
    await withSandbox({}, async (room) => {
      const result = await room.run(set, { env: { AWS_ACCESS_KEY_ID } });
      expect(said(result)).toMatch(words);
      expect(result.code).toBe(1);
      expect(result.milliseconds).toBeLessThan(15_000);
      expect(result.stderr).not.toContain('secret');
    });
  });

  it('of a profile are found with its region and its endpoint', async () => {
    await withSandbox({}, async (room) => {
      writeFileSync(
        join(room.folder, 'config'),
        `[profile practice]\nregion = us-east-1\naws_access_key_id = a\naws_secret_access_key = b\nendpoint_url = ${room.sandbox.url}\n`,
      );
      const env = { ...noKeys, AWS_ENDPOINT_URL: undefined, AWS_REGION: undefined };
      const result = await room.run([...set, '--dry-run', '--profile', 'practice'], { env });
      expect(result).toMatchObject({ code: 0, stderr: '' });
    });
  });
});

describe('a refusal of AWS', () => {
  const readOnly = JSON.stringify({
    Statement: { Effect: 'Allow', Action: ['*:Describe*', '*:List*', '*:Get*'], Resource: '*' },
  });

  it('to read names the action that is missing', async () => {
    const iamPolicy = JSON.stringify({ Statement: { Effect: 'Allow', Action: 'sqs:*', Resource: '*' } });
    await withSandbox({ iamPolicy }, async (room) => {
      const result = await room.run(set);
      expect(said(result)).toMatch(/^error: access denied to [a-z-]+:[A-Za-z]+: .*not authorized to perform/);
      expect(result.stderr).toMatch(/\nhint: the caller needs the IAM action [a-z-]+:[A-Z][A-Za-z]+\n$/);
      expect(result.code).toBe(1);
    });
  });

  it('to write is told for the step, and leaves out what stands behind it', async () => {
    await withSandbox({ iamPolicy: readOnly }, async (room) => {
      const result = await room.run(set);
      expect(result.code).toBe(1);
      expect(result.stderr).toContain('prod/web: 0 of 2 steps done');
      expect(result.stderr).toMatch(
        /failed +create scalable target .*IAM action application-autoscaling:RegisterScalableTarget/,
      );
      expect(result.stderr).toMatch(/not tried +create scaling policy/);
      expect(result.stderr).not.toMatch(/^ {4}at /m);
    });
  });
});

describe('giving up', () => {
  it('is what --timeout says: exit 5', async () => {
    await withSandbox({ faults: 'slow=3s' }, async (room) => {
      const result = await room.run([...set, '--timeout', '1s']);
      expect(said(result)).toBe('error: gave up after 1 s (--timeout)\n');
      expect(result).toMatchObject({ code: 5 });
      expect(result.milliseconds).toBeLessThan(2500);
    });
  });

  it('is what Ctrl-C says: exit 130', async () => {
    await withSandbox({ faults: 'slow=3s@application-autoscaling' }, async (room) => {
      const result = await room.run([...set, '--debug'], { interruptAt: /./ });
      expect(result.code).toBe(130);
    });
  });

  it('when the record cannot be written happens before anything is changed', async () => {
    await withSandbox({}, async (room) => {
      mkdirSync(join(room.folder, 'state'));
      writeFileSync(join(room.folder, 'state', 'ecsctl'), 'a file stands in the way');
      const result = await room.run(set);
      expect(result.code).toBe(1);
      expect(result.stderr).toMatch(
        /error: the record of this run cannot be written to .*\nhint: make room there/,
      );
      expect(room.takeWrites()).toEqual([]);
    });
  });
});

it('a reader that goes away is no error', async () => {
  const home = loopbackEnvironment();
  const { spawn } = await import('node:child_process');
  const child = spawn('sh', ['-c', `"${process.execPath}" bin/ecsctl.js --help | true`], { env: home.env });
  let stderr = '';
  child.stderr.on('data', (text) => {
    stderr += text;
  });
  const [code] = await once(child, 'close');
  home.remove();
  expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
});
