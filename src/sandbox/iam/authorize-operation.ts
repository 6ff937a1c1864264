import { iamAction } from '../ledger.ts';
import type { Call, Service } from '../service.ts';
import { authorize, callerArn } from './authorize.ts';
import type { PolicyDocument } from './policy.ts';

/**
 * Throws AccessDeniedException unless the policies allow the operation on every resource that its input names; without
 * policies everything is allowed.
 */
export function authorizeOperation(
  policies: readonly PolicyDocument[] | undefined,
  { service, operation }: { readonly service: Service; readonly operation: string },
  input: Readonly<Record<string, unknown>>,
  call: Call,
): void {
  if (!policies) return;
  const { world, region } = call;
  const named = service.resourceOf?.(operation, input, call) ?? [];
  const caller = callerArn(world.accountId, world.partition);
  authorize({
    policies,
    callerArn: caller,
    action: iamAction(service, operation),
    resources: named.length > 0 ? named : ['*'],
    context: {
      'aws:RequestedRegion': region.name,
      'aws:PrincipalAccount': world.accountId,
      'aws:PrincipalArn': caller,
    },
  });
}
