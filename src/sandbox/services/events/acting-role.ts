import { createHash } from 'node:crypto';
import type { Role } from '@aws-sdk/client-iam';
import type { Context } from '../../iam/condition.ts';
import { lastPart } from '../ecs/lookup.ts';
import { decisionFor, roleOfArn, trusts } from '../iam/role-rights.ts';
import type { Delivery, Refusal } from './recipients/recipient.ts';

/** On whose behalf a service acts, and in which role. */
export type Actor = Pick<Delivery, 'region' | 'principal' | 'sourceArn' | 'roleArn'>;

/** One thing that has to be allowed before a target can be called. */
export interface Ask {
  readonly action: string;
  readonly resource: string;
  readonly context?: Context;
}

/**
 * What keeps the delivery's role from doing all that is asked: that it is not there, that its trust does not let the
 * service act in it, or that its policies do not allow it. Undefined where nothing does.
 * https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-use-identity-based.html
 */
export function refusalToRole(actor: Actor, asks: readonly Ask[]): Refusal | undefined {
  const { roleArn = '', principal } = actor;
  const role = actingRole(actor);
  if (!role) {
    const message = `User: ${principal} is not authorized to perform: sts:AssumeRole on resource: ${roleArn}`;
    return { code: 'FAILED_TO_ASSUME_ROLE', message, isFinal: true, error: 'AccessDenied' };
  }
  for (const ask of asks) {
    const denial = denialOf(actor, role, ask);
    if (denial) return denial;
  }
  return undefined;
}

/** The role, where it is there and its trust lets the service act in it. */
export function actingRole(actor: Actor): Role | undefined {
  const role = roleOfArn(actor.region, actor.roleArn ?? '');
  return role && trusts(role, actor.principal, sourceOf(actor)) ? role : undefined;
}

function denialOf({ region, sourceArn }: Actor, role: Role, ask: Ask): Refusal | undefined {
  const { action, resource } = ask;
  const context = {
    'aws:RequestedRegion': region.name,
    'aws:PrincipalAccount': region.accountId,
    'aws:PrincipalArn': role.Arn ?? '',
    ...ask.context,
  };
  const decision = decisionFor(region, role, { action, resource, context });
  if (decision === 'allowed') return undefined;
  const why =
    decision === 'explicitDeny'
      ? 'with an explicit deny in an identity-based policy'
      : `because no identity-based policy allows the ${action} action`;
  const message = `User: ${sessionOf(role, sourceArn)} is not authorized to perform: ${action} on resource: ${resource} ${why}`;
  return { code: 'NO_PERMISSIONS', message, isFinal: true, error: 'AccessDeniedException' };
}

/**
 * What a trust can ask about whom the service acts for. Scheduler gives the group of the schedule, since a role that
 * was bound to one schedule could not be checked before that schedule is there.
 * https://docs.aws.amazon.com/scheduler/latest/UserGuide/cross-service-confused-deputy-prevention.html
 */
function sourceOf({ region, principal, sourceArn }: Actor): Context {
  const group = sourceArn.replace(/:schedule\/([^/]+)\/.*$/, ':schedule-group/$1');
  return {
    'aws:SourceAccount': region.accountId,
    'aws:SourceArn': principal === 'scheduler.amazonaws.com' ? group : sourceArn,
  };
}

/** The role as it signs: each rule and schedule has a session of its own. */
function sessionOf(role: Role, sourceArn: string): string {
  const session = createHash('md5').update(sourceArn).digest('hex');
  const account = (role.Arn ?? '').split(':')[4];
  return `arn:aws:sts::${account}:assumed-role/${lastPart(role.Arn ?? '')}/${session}`;
}
