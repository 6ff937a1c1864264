import { clusterFlag } from '../ecs/service-flags.ts';
import { defineVerb } from '../verb/verb.ts';
import { thresholds } from './scan/limits.ts';

export const verb = defineVerb({
  summary: 'scan images, wait for the findings, and fail where there are too many',
  description:
    'A scan of the last day is used as it is; otherwise one is begun where the registry scans on request, and waited for. ' +
    'Of an image for several platforms each platform is scanned. What is listed (--severity) has no part in what fails ' +
    '(--fail-on, --max), which is decided for each image. An image without an answer is never taken for clean: exit 6, ' +
    'unless --allow-unscanned.',
  arguments: {
    images: {
      help: 'REPOSITORY[:TAG] or REPOSITORY@DIGEST, with or without the host of the registry (tag: latest)',
      optional: true,
      variadic: true,
      complete: 'repository',
    },
  },
  flags: {
    service: {
      kind: 'text',
      help: 'the images that this service runs now: CLUSTER/SERVICE, or a name with --cluster',
      placeholder: 'SERVICE',
      complete: 'service',
    },
    cluster: { ...clusterFlag, help: 'cluster of the service, or whose images are scanned' },
    severity: { kind: 'text', help: 'list only these: critical,high (all)', placeholder: 'LIST' },
    failOn: {
      kind: 'choice',
      choices: thresholds,
      help: 'fail with 3 on any finding of this severity or a graver one (none)',
    },
    max: {
      kind: 'text',
      repeat: true,
      help: 'fail above so many findings of a severity: critical=0,high=5; goes before --fail-on',
      placeholder: 'LIMITS',
    },
    onlyFixable: { kind: 'switch', help: 'findings that are known to have no fix never fail' },
    allowUnscanned: { kind: 'switch', help: 'warn of images without an answer, instead of exit 6' },
    ignore: { kind: 'text', repeat: true, help: 'put up with this finding', placeholder: 'ID' },
    ignoreFile: {
      kind: 'file',
      help: 'put up with those of a .trivyignore, a line each: CVE-2024-1234 exp:2027-01-31 # why',
      placeholder: 'FILE',
    },
    noStart: { kind: 'switch', help: 'begin no scan; take what findings there are, however old' },
    wait: {
      kind: 'duration',
      help: 'how long to wait for the scans (15m); 0s looks once',
      placeholder: 'DURATION',
      min: 0,
      max: 86_400,
    },
  },
  examples: [
    ['ecsctl ecr scan web:1.2 --fail-on high', 'fail if there is anything high or critical in the image'],
    [
      'ecsctl ecr scan -c prod --severity critical,high',
      'what is grave in the images that run in the cluster now',
    ],
    [
      'ecsctl ecr scan web:1.2 --max critical=0,high=5 -o sarif',
      "write all for GitHub's code scanning, and fail above the limits",
    ],
  ],
  iam: [
    'ecr:BatchGetImage',
    'ecr:GetRegistryScanningConfiguration',
    'ecr:DescribeImageScanFindings',
    'ecr:StartImageScan',
    'ecr:DescribeRepositories',
    'ecr:ListImages',
    'ecs:DescribeClusters',
    'ecs:ListClusters',
    'ecs:DescribeServices',
    'ecs:ListServices',
    'ecs:ListTasks',
    'ecs:DescribeTasks',
  ],
  mutates: false,
  forms: ['sarif', 'markdown'],
  async run(context, { arguments: { images }, flags }) {
    const { scanImages } = await import('./scan/scan-images.ts');
    return scanImages(context, images, flags);
  },
});
