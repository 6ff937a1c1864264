import * as sdk from '@aws-sdk/client-iam';
import type { Service } from '../../service.ts';
import { CreateRole, CreateServiceLinkedRole, GetRole, ListRoles } from './roles.ts';

export const iam: Service = {
  signingName: 'iam',
  iamPrefix: 'iam',
  sdk,
  handlers: { CreateRole, CreateServiceLinkedRole, GetRole, ListRoles },
};
