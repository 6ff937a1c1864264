import type { CreateFunctionRequest } from '@aws-sdk/client-lambda';
import type { ResourceStatement } from '../../iam/resource-statements.ts';

/** Lambda's resources in one region. */
export interface LambdaState {
  /** By name. */
  readonly functions: Map<string, LambdaFunction>;
}

/** The members of a CreateFunction request that a function's configuration gives back as they are. */
export type FunctionSettings = Pick<
  CreateFunctionRequest,
  'Description' | 'Environment' | 'Handler' | 'MemorySize' | 'Role' | 'Runtime' | 'Timeout'
> &
  Pick<CreateFunctionRequest, 'Architectures' | 'DeadLetterConfig' | 'Layers' | 'PackageType'>;

export interface LambdaFunction {
  readonly name: string;
  readonly arn: string;
  readonly createdAt: Date;
  readonly settings: FunctionSettings;
  /** Of the code nothing is kept but what can be told of it; it is never run. */
  readonly codeSize: number;
  readonly codeSha256: string;
  /** Who may invoke it, by the statements' ids. */
  readonly policy: Map<string, ResourceStatement>;
  /** Changes with each change of the function or its policy. */
  revisionId: string;
  /** The newest last. */
  readonly invocations: Invocation[];
}

export interface Invocation {
  readonly requestId: string;
  readonly at: Date;
  /** The text that the function was given. */
  readonly payload: string;
}

export function emptyLambda(): LambdaState {
  return { functions: new Map() };
}
