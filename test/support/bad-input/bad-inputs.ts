import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { printable } from '../../../src/terminal/printable.ts';
import type { BadPaths } from './bad-values.ts';
import type { BadLine } from './case.ts';

const words = (line: string): string[] => line.split(' ');

/** What can be told from how it is printed; of blanks and the like only that they are refused. */
function nameable(value: string): string {
  return printable(value) === value && value.trim() === value ? value : '';
}

/** How some flags' values are called where they are parsed. */
const spoken: Readonly<Record<string, string>> = {
  '--cron': 'cron expression',
  '--at': 'time',
  '--iam-policy': 'policy document',
};

/** Appends the bad value of a flag to a line that is good but for it. */
function lineWith(start: string, ...more: readonly string[]) {
  const flag = more.at(-1) ?? '';
  return (value: string): BadLine => ({
    argv: [...words(start), ...more.slice(0, -1), `${flag}=${value}`],
    naming: [nameable(value), flag, spoken[flag] ?? ''].filter(Boolean),
    why: `a bad ${flag}`,
  });
}

const names = fc
  .oneof(
    fc.constantFrom(
      'a/b/c',
      '/web',
      'prod/',
      '/',
      '//',
      'prod web',
      'prod/we b',
      'prod/웹',
      '프로드/web',
      'prod/web;id',
    ),
    fc.constantFrom(
      'prod/$(id)',
      'prod/../web',
      'prod/web\n',
      'prod\u001b[2J/web',
      `prod/${'w'.repeat(256)}`,
      'web',
    ),
    fc.constantFrom(
      'arn:aws:ecs:us-east-1:123456789012:cluster/prod',
      'arn:aws:ecs:us-east-1:123456789012:task/prod/0123',
      'arn:aws:sqs:us-east-1:123456789012:jobs',
      'arn:aws:ecs',
      'arn:',
    ),
    fc.string({ unit: 'grapheme', minLength: 1, maxLength: 10 }).map((text) => `prod/ ${text}`),
  )
  .chain((name) =>
    fc
      .constantFrom(
        ['scale', 'set', name, '--min', '1', '--max', '2', '--cpu', '50'],
        ['capacity', 'use', name, 'FARGATE'],
      )
      .map((argv): BadLine => ({ argv, naming: nameable(name), why: 'a bad name of a service' })),
  );

const stepLists = fc
  .oneof(
    fc.constantFrom(
      '70',
      '70:',
      ':+1',
      '70:1',
      '70+1',
      '70:+0',
      '70:-0',
      '70:+x',
      'x:+1',
      '70:+1,',
      ',70:+1',
      '70:+1;85:+3',
    ),
    fc.constantFrom(
      '70:+1,70:+2',
      '85:+3,85:+1',
      '70:+1,80:-1',
      '70:+1,80:=20',
      '70:++1',
      '70: +1 2',
      '70:+1%%',
      'NaN:+1',
    ),
    fc.constantFrom(
      'Infinity:+1',
      '1e400:+1',
      '70:+1e3',
      '70:+½',
      '７０:+1',
      '70:+1,,85:+3',
      '70:+99999999999999999999',
    ),
    fc
      .tuple(fc.integer({ min: 1, max: 99 }), fc.string({ unit: 'grapheme', minLength: 1, maxLength: 4 }))
      .map(([at, change]) => `${at}:x${change}`),
  )
  .chain((text) =>
    fc.constantFrom('--out', '--in').map((flag) => lineWith('scale step prod/web --metric cpu', flag)(text)),
  );

const stepMetrics = fc
  .constantFrom('disk', 'queue:', 'AWS/SQS/', '/x', 'cpu memory', '한글', 'cpu/', 'QUEUE:jobs extra', ' cpu')
  .map(lineWith('scale step prod/web --out 70:+1', '--metric'));

const adjustments = fc
  .constantFrom('2', '+', '-', '=', '+1.5', '%', '+x', '=-1', '+2 -1', '++2', '1e3', '+２', '*2', '+1%%')
  .map(lineWith('scale step prod/web --alarm web-p99-slow', '--adjust'));

const statistics = fc
  .constantFrom('p', 'p101', 'p-1', 'Median', 'avg', 'p9999', 'Sum Average', '\u202e')
  .map(lineWith('scale step prod/web --metric cpu --out 70:+1', '--statistic'));

const cronField = fc.constantFrom('60', '-1', '5-', '*/0', '1-x', '99', 'XYZ', '1,,2', '２', '1//2');
const crons = fc
  .oneof(
    fc.constantFrom(
      '',
      ' ',
      '0 9 * * *',
      '0 9 * * * *',
      '0 9 ? * ? *',
      '* * * * * * *',
      'every day',
      '@daily',
      'cron(',
      'rate(1 hour)',
    ),
    fc.constantFrom(
      '0 24 * * ? *',
      '60 9 * * ? *',
      '0 9 32 * ? *',
      '0 9 * 13 ? *',
      '0 9 ? * 8 *',
      '0 9 ? * MON-XXX *',
      '0 9 0 * ? *',
    ),
    fc.tuple(fc.nat(4), cronField).map(([at, field]) => {
      const fields = ['0', '9', '*', '*', '?', '*'];
      return fields.map((good, index) => (index === at ? field : good)).join(' ');
    }),
  )
  .map(lineWith('scale schedule prod/web nightly --min 1', '--cron'));

const rates = fc
  .constantFrom(
    '1',
    'hour',
    '0 hours',
    '-1 hours',
    '1 week',
    '1.5 hours',
    'one hour',
    '1 hour 5 minutes',
    '١ hour',
    '1e2 hours',
  )
  .map(lineWith('scale schedule prod/web nightly --min 1', '--rate'));

const instants = fc
  .constantFrom(
    'tomorrow',
    '2030-02-30T09:00',
    '2030-01-01T25:00',
    '09:00',
    '2030/01/01 09:00',
    '2030-01-01T09:00:00 KST',
    '٢٠٣٠',
  )
  .map(lineWith('scale schedule prod/web nightly --min 1', '--at'));

const zones = fc
  .constantFrom(
    'Mars/Olympus',
    'Asia/Soul',
    'KSTX',
    '+25:00',
    'Europe/Paris Europe/Rome',
    '한국',
    '../etc/passwd',
    'asia seoul',
  )
  .map(lineWith('scale schedule prod/web nightly --min 1 --cron', '0 9 * * ? *', '--timezone'));

const windows = fc
  .constantFrom(
    '09:00',
    '09:00-',
    'MON-FRI',
    'MON-FRI 09:00',
    'MON-FRI 9-18',
    'MON-FRI 25:00-26:00',
    'MON-FRI 09:00-09:00',
  )
  .map(lineWith('scale schedule prod/web office --min 2', '--window'));

const moreWindows = fc
  .constantFrom(
    'MOX-FRI 09:00-18:00',
    'MON-FRI 09:60-18:00',
    'MON..FRI 09:00-18:00',
    '월-금 09:00-18:00',
    'MON-FRI 09:00–18:00',
  )
  .map(lineWith('scale schedule prod/web office --min 2', '--window'));

/** Flags that are good one by one and contradict each other, or say nothing together. */
const contradictions = fc
  .constantFrom(
    'scale set prod/web',
    'scale set prod/web --min 5 --max 2 --cpu 60',
    'scale set prod/web --cpu 60 --scale-in --no-scale-in',
    'scale set prod/web --min 1 --max 2 --queue jobs',
    'scale set prod/web --min 1 --max 2 --backlog 5',
    'scale set prod/web --min 1 --max 2 --latency 60s --per-message 2s',
    'scale set prod/web --min 1 --max 2 --queue jobs --backlog 5 --latency 60s --per-message 2s',
    'scale set prod/web --min 1 --max 2 --queue jobs --latency 60s',
    'scale set prod/web --min 1 --max 2 --target-group x --cpu 60',
    'scale set other/web -c prod --cpu 60',
    'scale step prod/web --metric cpu',
    'scale step prod/web --out 70:+1',
    'scale step prod/web --metric cpu --out 50:+1 --in 60:-1',
    'scale step prod/web --metric cpu --out 70:-1',
    'scale step prod/web --metric cpu --in 30:+1',
    'scale step prod/web --metric cpu --out 70:+3,85:+1,85:+2',
    'scale step prod/web --alarm a',
    'scale step prod/web --adjust +2',
    'scale step prod/web --alarm a --adjust +2 --metric cpu --out 70:+1',
    'scale step prod/web --metric cpu --out 70:+1 --dimension A=b',
    'scale schedule prod/web nightly --min 1 --cron 0_9_*_*_?_* --at 2030-01-01T09:00',
    'scale schedule prod/web nightly --min 5 --max 2 --at 2030-01-01T09:00',
    'scale predict prod/web --cpu 60 --memory 60',
    'scale predict prod/web --cpu 60 --apply --forecast-only',
    'scale predict prod/web --cpu 60 --raise-max 10 --honor-max',
    'scale suspend prod/web sideways',
    'scale resume prod/web in out up',
    'scale rm prod/web',
    'scale rm prod/web --all --policy x',
  )
  .map((line): BadLine => ({ argv: words(line), naming: '', why: 'a contradiction' }));

/** A job that is not named, two at once, and flags of another job. */
const cleanups = fc
  .constantFrom(
    'cleanup',
    'cleanup --check',
    'cleanup --yes --delete-data --retained',
    'cleanup --stack lab --orphans',
    'cleanup --stack lab --task-definitions',
    'cleanup --orphans --task-definitions',
    'cleanup --stack lab --check --all-regions',
    'cleanup --stack lab --check --family web',
    'cleanup --stack lab --check --older-than 90d',
    'cleanup --stack lab --check --delete',
    'cleanup --orphans --check --older-than 90d',
    'cleanup --task-definitions --check',
    'cleanup --task-definitions --also web:1',
    'cleanup --task-definitions --retained',
    'cleanup --task-definitions --delete-data',
    'cleanup --task-definitions --all-regions',
    'cleanup --task-definitions --prices prices.json',
  )
  .map((line): BadLine => ({ argv: words(line), naming: '', why: 'a contradiction' }));

const numbersToKeep = fc
  .constantFrom('many', '-1', '1.5', '1e3', '０', '12345678', 'web:3', '5,6', '五')
  .map(lineWith('cleanup --task-definitions', '--keep'));

/** What is said of managed instances, by flag. */
const managedInstances = fc
  .constantFrom(
    ['--name', 'ecs-own', 'aws', 'fargate1', 'a b', '노드'],
    ['--infrastructure-role', 'a role', 'arn:aws:iam::123456789012:user/me', '역할', 'a/b'],
    ['--instance-profile', 'a b', 'arn:aws:iam::123456789012:role/me', 'arn:aws:iam'],
    ['--subnets', 'vpc-1', 'subnet-1;subnet-2', 'subnet-1,,subnet-2', 'subnet-', '서브넷'],
    ['--security-groups', 'subnet-1', 'sg-1 sg-2', ',', 'sg-1,'],
    ['--vcpu', '8-2', '-8', '0', '0-2', 'two', '2..8', '2-8-9', '２-8', '1e1', '99999999999'],
    ['--memory', '4GiB', '4096-1', '4096 - 8192', '-', '1.5-2'],
    ['--instance-types', '*', 'm5 large', 'M5.LARGE', 'm5.large;c5.large'],
    ['--exclude', '**', 't3.*,', '$(id)'],
    ['--arch', 'arm', 'amd64', 'ARM64'],
    ['--storage', '0', '-1', '80GiB', '1e9'],
    ['--monitoring', 'full', 'BASIC', 'on'],
    ['--scale-in-after', '300', '61m', '2h', '-1', 'Never', '5 m', '1d', '1.5h'],
  )
  .chain(([flag = '', ...values]) => {
    const line = flag === '--name' ? 'capacity managed prod' : 'capacity managed prod --name own';
    return fc.constantFrom(...values).map(lineWith(line, flag));
  });

/** Strategies, names of capacity providers and clusters, and flags of capacity that do not go together. */
const capacities = fc.oneof(
  fc
    .constantFrom(
      'FARGATE:weight',
      'FARGATE:weight=-1',
      'FARGATE:weight=1001',
      'FARGATE:base=100001',
      'FARGATE:weight=1:weight=2',
      'FARGATE:share=1',
      'FARGATE,FARGATE',
      'FARGATE,nodes',
      'a:base=1,b:base=1',
      'a:weight=0,b:weight=0',
      ':weight=1',
      'FARGATE,',
      '노드:weight=1',
      'FARGATE:weight=１',
    )
    .chain((text) =>
      fc
        .constantFrom('capacity attach prod FARGATE', 'capacity detach prod machines')
        .map((start) => ({ ...lineWith(start, '--default')(text), naming: '' })),
    ),
  fc
    .constantFrom(
      '',
      'none,FARGATE:weight',
      'none:weight=x',
      'FARGATE_SPOT,FARGATE_SPOT',
      'FARGATE,nodes',
      '노드',
    )
    .map(
      (text): BadLine => ({
        argv: ['capacity', 'use', 'prod/web', text],
        naming: '',
        why: 'a bad strategy of a service',
      }),
    ),
  fc
    .constantFrom('a b', 'prod/x', '노드', 'arn:aws:ecs:us-east-1:123456789012:cluster/prod', '$(id)', 'a;b')
    .chain((name) =>
      fc.constantFrom(['attach', 'prod'], ['detach', 'prod'], ['rm']).map(
        (verb): BadLine => ({
          argv: ['capacity', ...verb, name],
          naming: nameable(name),
          why: 'a bad name of a capacity provider',
        }),
      ),
    ),
  fc
    .constantFrom(
      'a b',
      'prod/web',
      '프로드',
      'arn:aws:ecs:us-east-1:123456789012:service/prod/web',
      'prod\u001b[2J',
    )
    .chain((name) =>
      fc
        .constantFrom(
          ['attach', 'FARGATE'],
          ['detach', 'FARGATE'],
          ['ls'],
          ['status'],
          ['managed', '--name=own'],
        )
        .map(
          ([verb = '', ...rest]): BadLine => ({
            argv: ['capacity', verb, name, ...rest],
            naming: nameable(name),
            why: 'a bad name of a cluster',
          }),
        ),
    ),
  managedInstances,
  fc
    .constantFrom('0', '101', '-5', 'OFF', 'none', '1e1', '５０', '50%', '1.2.3')
    .map(lineWith('capacity asg machines', '--cpu')),
  fc.constantFrom('a:b', 'arn:aws:ecs:us-east-1:123456789012:cluster/prod', 'a\u001b[2J', ' ').map(
    (name): BadLine => ({
      argv: ['capacity', 'asg', name, '--cpu', '50'],
      naming: nameable(name),
      why: 'a bad name of an Auto Scaling group',
    }),
  ),
  fc
    .constantFrom(
      'capacity attach prod',
      'capacity attach prod FARGATE --name nodes',
      'capacity attach prod FARGATE --target 90',
      'capacity attach prod FARGATE --protect',
      'capacity attach prod --asg machines --protect --no-protect',
      'capacity attach prod --asg machines --drain --no-drain',
      'capacity attach prod --asg machines --min-step 5 --max-step 2',
      'capacity attach prod --asg machines --name ecs-nodes',
      'capacity attach prod --asg machines --name fargate',
      'capacity detach prod FARGATE --default FARGATE',
      'capacity managed prod',
      'capacity managed prod --name own --instance-types m5.large --exclude t3.large',
      'capacity managed prod --name own --propagate-tags --no-propagate-tags',
      'capacity status prod --watch -o json',
      'capacity status prod --watch --query waiting',
      'capacity asg machines',
      'capacity asg machines --min 3 --max 2',
      'capacity asg machines --warmup 60s',
      'capacity asg machines --min 1 --no-scale-in',
      'capacity asg machines --cpu off --scale-in',
      'capacity asg machines --cpu 50 --scale-in --no-scale-in',
    )
    .map((line): BadLine => ({ argv: words(line), naming: '', why: 'a contradiction of capacity' })),
);

const uploads = 'events on-upload import --bucket acme -c prod --task-definition job';
const scheduled = 'events schedule nightly -c prod --task-definition job';

/** What is said of a task that EventBridge is to run, by flag, and flags of it that do not go together. */
const tasksOnEvents = fc.oneof(
  fc
    .constantFrom(
      ['--subnets', 'vpc-1', 'subnet-1;subnet-2', 'subnet-1,,subnet-2', 'subnet-1,subnet-1', '서브넷'],
      ['--security-groups', 'subnet-1', 'sg-1 sg-2', ',', 'sg-1,sg-2,sg-3,sg-4,sg-5,sg-6'],
      ['--container', 'a b', 'a/b', '통', '$(id)'],
      ['--strategy', 'FARGATE:weight', 'FARGATE,nodes', 'a,b,c,d,e,f,g', '노드'],
      [
        '--dlq',
        'letters',
        'arn:aws:sqs:us-east-1:123456789012:q.fifo',
        'arn:aws:sns:us-east-1:123456789012:t',
      ],
      ['--env', 'A', '=b', 'A=<b>'],
    )
    .chain(([flag = '', ...values]) =>
      fc
        .constantFrom(uploads, `${scheduled} --at 2030-01-31T09:00`)
        .chain((line) => fc.constantFrom(...values).map(lineWith(line, flag))),
    ),
  fc
    .constantFrom(
      ['events on-upload a --bucket b0 -c prod', '--task-definition', 'a b', ':3', 'job:0', '작업'],
      ['events on-upload a -c prod --task-definition job', '--bucket', 'A', 's3://b0/key', 'a..b', '버킷'],
      [scheduled, '--rate', '1 hours', '0 minutes', '5 seconds', 'hourly'],
      [scheduled, '--cron', '0 9 * * * *', '60 9 * * ? *', '0 9 * *', '@daily'],
      [scheduled, '--at', 'tomorrow', '2030-02-30T09:00', '2030-01-31T09:00Z', '2030-01-31'],
      [`${scheduled} --at 2030-01-31T09:00`, '--timezone', 'Seoul/Asia', 'KST+9', 'asia/seoul'],
    )
    .chain(([line = '', flag = '', ...values]) => fc.constantFrom(...values).map(lineWith(line, flag))),
  fc
    .constantFrom(
      'events on-upload import --bucket acme -c prod',
      'events on-upload import --bucket acme --task-definition job',
      'events on-upload import -c prod --task-definition job',
      'events on-upload 가져오기 --bucket acme -c prod --task-definition job',
      `${uploads} --plain-keys --prefix in/`,
      `${uploads} --env S3_KEY=a`,
      `${uploads} --env A=1 --env A=2`,
      `${uploads} --launch-type EC2 --strategy machines`,
      `${uploads} --create-dlq --dlq arn:aws:sqs:us-east-1:123456789012:letters`,
      uploads.replace('import', 'im.port --create-dlq'),
      scheduled,
      `${scheduled} --at 2030-01-31T09:00 --cron 0_9_*_*_?_*`,
      `${scheduled} --at 2030-01-31T09:00 --engine rule`,
      `${scheduled} --at 2030-01-31T09:00 --engine cron`,
    )
    .map((line): BadLine => ({ argv: words(line), naming: '', why: 'a contradiction of events' })),
);

/** Events that a rule is tried with, or run for, named twice or not at all; `good` is a file with one. */
const eventsTried = (good: string) =>
  fc
    .constantFrom(
      ['events', 'test', 'thumbs'],
      ['events', 'test', '$(id)', '--event', good],
      ['events', 'run', 'thumbs', '--bucket', 'acme'],
      ['events', 'run', 'thumbs', '--event', good, '--key', 'a.jpg'],
      ['events', 'run', 'thumbs', '--event', good, '--bucket', 'acme', '--key', 'a.jpg'],
      ['events', 'run', '썸네일', '--key', 'a.jpg'],
      ['events', 'run', 'arn:aws:sqs:us-east-1:123456789012:jobs'],
    )
    .map((argv): BadLine => ({ argv, naming: '', why: 'an event that cannot be meant' }));

/** Repositories, images, tags and lifecycles, and flags of them that do not go together. */
const tidying = fc.oneof(
  fc
    .constantFrom(
      'Web',
      'web:1',
      'team//web',
      'web ',
      '/web',
      '웹',
      'docker.io/library/web',
      'public.ecr.aws/a/web',
    )
    .chain((name) =>
      fc
        .constantFrom(
          ['prune'],
          ['lifecycle', 'show'],
          ['lifecycle', 'rm'],
          ['repo', 'create'],
          ['repo', 'rm'],
        )
        .map(
          (verb): BadLine => ({
            argv: ['ecr', ...verb, name],
            naming: nameable(name),
            why: 'a bad repository',
          }),
        ),
    ),
  fc.constantFrom('a b', 'web:1', '-x', '태그', 'a/b', 't'.repeat(129)).map(
    (tag): BadLine => ({
      argv: ['ecr', 'tag', 'web:1', '--', tag],
      naming: nameable(tag),
      why: 'a bad tag',
    }),
  ),
  fc
    .constantFrom(
      'ecr prune web --keep 3 --untagged',
      'ecr prune web --keep -1',
      'ecr lifecycle set web',
      'ecr lifecycle set web --untagged 36h',
      'ecr lifecycle set web --keep 0',
      'ecr repo set web',
      'ecr repo set web --mutable --immutable',
      'ecr repo set web --scan-on-push --no-scan-on-push',
      'ecr repo create web --untagged 3d --no-lifecycle',
      'ecr tag web:1',
    )
    .map((line): BadLine => ({ argv: words(line), naming: '', why: 'a contradiction of repositories' })),
);

const sandboxes = fc.oneof(
  fc
    .constantFrom(
      'throtle',
      '5xx=2',
      '5xx=-1',
      'slow',
      'slow=fast',
      'slow=1h',
      'lost=NaN',
      'seed=x',
      '@ecs',
      '5xx x0',
      '한글',
    )
    .map(lineWith('sandbox exec true', '--faults')),
  fc.constantFrom('wbe', '../web', '한글', '__proto__').map(lineWith('sandbox exec true', '--scenario')),
);

/** What is no source, no destination, or no part of either. */
const pushes = fc.oneof(
  fc
    .constantFrom(
      ...['Web', 'web/', '/web', 'web:', 'web:-x', 'web:1,', 'web,1', '웹:1', 'web:1 2', 'web@sha256:12'],
      ...[
        'ghcr.io/a/web:1',
        '10.0.0.1:5000/web',
        'localhost.evil.org/web',
        'public.ecr.aws/web:',
        'web:$(id)',
      ],
    )
    .map(
      (name): BadLine => ({
        argv: ['ecr', 'push', '-', name, '--yes'],
        naming: nameable(name),
        why: 'no destination',
      }),
    ),
  fc.constantFrom('docker:', 'docker:../x', 'docker:a b', 'docker:웹', 'docker:x?y=z').map(
    (name): BadLine => ({
      ...{ argv: ['ecr', 'push', name, 'web:1', '--yes'], naming: nameable(name.slice('docker:'.length)) },
      why: 'no source',
    }),
  ),
  fc
    .constantFrom(
      'oci:nothing',
      'oci-archive:',
      'docker-archive:nothing:web',
      'nothing.tar',
      'https://a/b.tar',
      'oci:\0',
    )
    .map(
      (name): BadLine => ({
        ...{ argv: ['ecr', 'push', name, '127.0.0.1:1/web:1', '--yes'], naming: nameable(name) },
        why: 'a source that is not there',
      }),
    ),
  fc
    .constantFrom('base:1', 'Base', 'ghcr.io/base', '/')
    .map(lineWith('ecr push - web:1 --yes', '--mount-from')),
  fc
    .constantFrom('arm64', 'linux', 'linux/', 'Linux/AMD64', 'a/b/c/d')
    .map(lineWith('ecr push - web:1 --yes', '--platform')),
  fc.constantFrom('/nowhere/at/all', '/').map(lineWith('ecr push - web:1 --yes', '--digest-file')),
);

/** What is no image that ECR scans, no limit, and no finding. */
const scans = fc.oneof(
  fc
    .constantFrom(
      'Web',
      'web:',
      'web@sha256:12',
      'ghcr.io/a/web:1',
      'public.ecr.aws/a/web:1',
      '127.0.0.1:1/web',
      '웹',
    )
    .map((name): BadLine => ({ argv: ['ecr', 'scan', name], naming: nameable(name), why: 'no image' })),
  fc
    .constantFrom('critical', 'critical=', 'critical=x', 'grave=1', 'high=-1', 'high=1;low=2', 'low=1,', '=')
    .map((value) => ({ ...lineWith('ecr scan web:1', '--max')(value), naming: '--max' })),
  fc
    .constantFrom('grave', 'critical;high', 'critical,', '심각')
    .map((value) => ({ ...lineWith('ecr scan web:1', '--severity')(value), naming: '--severity' })),
  fc.constantFrom('CVE', 'CVE 2024', '2024-1', '취약점').map(lineWith('ecr scan web:1', '--ignore')),
  fc
    .constantFrom('web', 'prod/web/x', 'arn:aws:ecs:us-east-1:123456789012:task/prod/0123')
    .map((name): BadLine => ({ argv: ['ecr', 'scan', '--service', name], naming: name, why: 'no service' })),
);

const documents: Readonly<Record<string, string>> = {
  'empty.json': '',
  'half.json': '{"TargetValue": ',
  'list.json': '[]',
  'null.json': 'null',
  'number.json': '7',
  'text.json': '"{}"',
  'nothing.json': '{}',
  'no-metric.json': '{"TargetValue": 5}',
  'no-target.json':
    '{"CustomizedMetricSpecification": {"MetricName": "x", "Namespace": "y", "Statistic": "Average"}}',
  'bad-target.json': '{"TargetValue": "five", "CustomizedMetricSpecification": {"MetricName": "x"}}',
  'comment.json': '{/* no */ "TargetValue": 5}',
  'deep.json': '['.repeat(2000),
};

/** Bad as a table of prices. */
const priceLists: Readonly<Record<string, string>> = {
  'free.json': '{"nat gateway": "free"}',
  'paid-back.json': '{"nat gateway": -1}',
  'unknown-row.json': '{"nat gatway": 32.85}',
  'null-price.json': '{"elastic ip": null}',
};

/** Bad files, names, numbers and expressions in lines that are well-formed as such. */
export function anyBadInput({ folder, paths }: BadPaths): fc.Arbitrary<BadLine> {
  for (const [name, text] of Object.entries({ ...documents, ...priceLists })) {
    writeFileSync(join(folder, name), text);
  }
  // With an empty object every price is as in the list.
  const noPrices = Object.keys({ ...documents, ...priceLists }).filter((name) => name !== 'nothing.json');
  const files = fc.constantFrom(...paths, ...Object.keys(documents).map((name) => join(folder, name)));
  const noEvents = ['empty', 'half', 'list', 'null', 'number', 'text', 'comment', 'deep'];
  const badEvents = [...paths, ...noEvents.map((name) => join(folder, `${name}.json`))];
  return fc.oneof(
    names,
    stepLists,
    stepMetrics,
    adjustments,
    statistics,
    crons,
    rates,
    instants,
    zones,
    windows,
    moreWindows,
    contradictions,
    cleanups,
    numbersToKeep,
    capacities,
    tasksOnEvents,
    eventsTried(join(folder, 'nothing.json')),
    fc
      .constantFrom('events test thumbs', 'events run thumbs')
      .chain((line) => fc.constantFrom(...badEvents).map(lineWith(line, '--event'))),
    tidying,
    pushes,
    scans,
    // An empty file is one that ignores nothing.
    files.filter((path) => !path.endsWith('empty.json')).map(lineWith('ecr scan web:1', '--ignore-file')),
    sandboxes,
    files.map(lineWith('scale set prod/web --min 1 --max 2', '--metric-json')),
    files.map(lineWith('ecr lifecycle preview web', '--file')),
    files.map(lineWith('sandbox exec true', '--iam-policy')),
    fc
      .constantFrom(...paths, ...noPrices.map((name) => join(folder, name)))
      .map(lineWith('cleanup --stack lab --check', '--prices')),
  );
}
