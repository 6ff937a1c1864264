import type { Service } from '../../service.ts';

export const logs: Service = {
  signingName: 'logs',
  iamPrefix: 'logs',
  sdk: () => import('@aws-sdk/client-cloudwatch-logs'),
  handlers: {},
};
