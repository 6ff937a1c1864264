import type { Service } from '../../service.ts';

export const ec2: Service = {
  signingName: 'ec2',
  iamPrefix: 'ec2',
  sdk: () => import('@aws-sdk/client-ec2'),
  handlers: {},
};
