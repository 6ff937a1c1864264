import type { Service } from '../../service.ts';

export const autoScaling: Service = {
  signingName: 'autoscaling',
  iamPrefix: 'autoscaling',
  sdk: () => import('@aws-sdk/client-auto-scaling'),
  handlers: {},
};
