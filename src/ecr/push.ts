import { defineVerb } from '../verb/verb.ts';
import { readWanted } from './push/wanted.ts';
import { thresholds } from './scan/limits.ts';

export const verb = defineVerb({
  summary: 'push an image to a repository, without a Docker engine',
  description:
    'SOURCE is oci:DIR, oci-archive:FILE, docker-archive:FILE (each with :NAME where there are several images in it), the path of ' +
    'one of these alone, - for an archive on standard input, or docker:NAME, which a running engine pushes. Only what the ' +
    'repository does not have is sent, and the image keeps its digest; what "docker save" wrote unpacked is packed on its ' +
    'way. A tag that stands for this image already is nothing to do, one that stands for another and is immutable is ' +
    'refused before anything is sent. The reference with the digest goes to stdout.',
  arguments: {
    source: { help: 'where the image is: oci:DIR, oci-archive:FILE, docker-archive:FILE, docker:NAME or -' },
    repository: {
      help: 'where it goes: REPOSITORY[:TAG[,TAG…]], with or without the host of its registry (tag: latest)',
      variadic: true,
      complete: 'repository',
    },
  },
  flags: {
    create: {
      kind: 'switch',
      help: 'make the repository if there is none: immutable tags, scan on push, untagged images expire',
    },
    ifExists: {
      kind: 'choice',
      choices: ['fail', 'skip', 'overwrite'],
      help: 'what to do with a tag that stands for another image (tags that may be moved are moved)',
    },
    mountFrom: {
      kind: 'text',
      help: 'take over what this repository of the same registry has',
      placeholder: 'REPOSITORY',
      complete: 'repository',
    },
    platform: { kind: 'text', help: 'of several platforms push this one alone', placeholder: 'OS/ARCH' },
    digestFile: { kind: 'text', help: 'write the digest to this file', placeholder: 'FILE' },
    jobs: { kind: 'integer', help: 'blobs to send at once (4)', placeholder: 'N', min: 1, max: 32 },
    public: { kind: 'switch', help: 'the repository is one of ECR Public' },
    scan: { kind: 'switch', help: 'then scan it, and wait for the findings (as ecr scan does)' },
    failOn: {
      kind: 'choice',
      choices: thresholds,
      help: 'with --scan: end with 3 on any finding of this severity or a graver one (none)',
    },
    ignoreFile: {
      kind: 'file',
      help: 'with --scan: put up with those of a .trivyignore',
      placeholder: 'FILE',
    },
  },
  examples: [
    [
      'ecsctl ecr push oci:build web:1.2,latest --create',
      'push what a build left in a folder, under two tags',
    ],
    [
      'ecsctl ecr push docker-archive:web.tar team/web:1.2 --if-exists skip',
      'push what "docker save" wrote, unless there is a 1.2',
    ],
    [
      'ecsctl ecr push oci:build web:1.2 --scan --fail-on high',
      'push, and fail if there is anything high or critical in it',
    ],
    [
      'ecsctl ecr push oci-archive:web.tar web:1.2 --dry-run',
      'see what is there already and what would be sent',
    ],
  ],
  iam: [
    'ecr:GetAuthorizationToken',
    'ecr:DescribeRepositories',
    'ecr:DescribeRepositoryCreationTemplates',
    'ecr:GetAccountSetting',
    'ecr:BatchGetImage',
    'ecr:BatchCheckLayerAvailability',
    'ecr:InitiateLayerUpload',
    'ecr:UploadLayerPart',
    'ecr:CompleteLayerUpload',
    'ecr:PutImage',
    'ecr:GetDownloadUrlForLayer',
    'ecr:CreateRepository',
    'ecr:GetLifecyclePolicy',
    'ecr:ListImages',
    'ecr:PutLifecyclePolicy',
    'ecr:GetRegistryScanningConfiguration',
    'ecr:DescribeImageScanFindings',
    'ecr:StartImageScan',
    'ecr-public:GetAuthorizationToken',
    'ecr-public:DescribeRegistries',
    'ecr-public:DescribeRepositories',
    'ecr-public:BatchCheckLayerAvailability',
    'ecr-public:InitiateLayerUpload',
    'ecr-public:UploadLayerPart',
    'ecr-public:CompleteLayerUpload',
    'ecr-public:PutImage',
    'ecr-public:CreateRepository',
    'sts:GetServiceBearerToken',
  ],
  mutates: true,
  async run(context, { arguments: { source, repository }, flags }) {
    const wanted = readWanted(source, repository, flags);
    if (wanted.source.kind === 'engine') {
      const { pushByEngine } = await import('./push/engine/push-by-engine.ts');
      return pushByEngine(context, wanted, wanted.source.name);
    }
    const { pushImage } = await import('./push/push-image.ts');
    return pushImage(context, wanted);
  },
});
