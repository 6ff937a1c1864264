import type { Service } from '../../service.ts';
import { CreateFunction, DeleteFunction } from './functions.ts';
import { GetFunction, GetFunctionConfiguration, ListFunctions } from './functions-read.ts';
import { Invoke } from './invocation.ts';
import { AddPermission, GetPolicy, RemovePermission } from './permissions.ts';
import { ListTags, TagResource, UntagResource } from './tags.ts';

export const lambda: Service = {
  signingName: 'lambda',
  iamPrefix: 'lambda',
  sdk: () => import('@aws-sdk/client-lambda'),
  handlers: {
    CreateFunction,
    GetFunction,
    GetFunctionConfiguration,
    ListFunctions,
    DeleteFunction,
    AddPermission,
    RemovePermission,
    GetPolicy,
    Invoke,
    TagResource,
    UntagResource,
    ListTags,
  },
};
