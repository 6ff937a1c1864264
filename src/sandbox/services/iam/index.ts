import type { Service } from '../../service.ts';
import { CreateRole, CreateServiceLinkedRole, GetRole, ListRoles } from './roles.ts';

export const iam: Service = {
  signingName: 'iam',
  iamPrefix: 'iam',
  sdk: () => import('@aws-sdk/client-iam'),
  handlers: { CreateRole, CreateServiceLinkedRole, GetRole, ListRoles },
};
