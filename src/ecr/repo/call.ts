import type { ApiCall } from '../../plan/plan.ts';

/** A call to ECR. */
export function call(operation: string, input: ApiCall['input']): ApiCall {
  return { service: 'ecr', operation, input };
}
