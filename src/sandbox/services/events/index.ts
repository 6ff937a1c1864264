import type { Service } from '../../service.ts';

export const events: Service = {
  signingName: 'events',
  iamPrefix: 'events',
  sdk: () => import('@aws-sdk/client-eventbridge'),
  handlers: {},
};
