import type { Service } from '../../service.ts';

export const scheduler: Service = {
  signingName: 'scheduler',
  iamPrefix: 'scheduler',
  sdk: () => import('@aws-sdk/client-scheduler'),
  handlers: {},
};
