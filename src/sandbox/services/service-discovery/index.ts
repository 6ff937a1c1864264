import type { Service } from '../../service.ts';

export const serviceDiscovery: Service = {
  signingName: 'servicediscovery',
  iamPrefix: 'servicediscovery',
  sdk: () => import('@aws-sdk/client-servicediscovery'),
  handlers: {},
};
