import type { PolicyDocument } from '../../iam-policy/document.ts';

/** The services that act in the roles of what starts tasks. */
export type Principal = 'events.amazonaws.com' | 'scheduler.amazonaws.com';

/**
 * Who may act in the role: the service, for this account, and on behalf of this one source. The source is the rule's ARN
 * or, of Scheduler, that of the schedule's group: AWS checks a role before its schedule is there, and wants no trust to
 * name a schedule.
 * https://docs.aws.amazon.com/scheduler/latest/UserGuide/cross-service-confused-deputy-prevention.html
 */
export function trustFor(principal: Principal, account: string, sourceArn: string): PolicyDocument {
  return {
    Version: '2012-10-17',
    Statement: [
      {
        Effect: 'Allow',
        Principal: { Service: principal },
        Action: 'sts:AssumeRole',
        Condition: {
          StringEquals: { 'aws:SourceAccount': account },
          ArnEquals: { 'aws:SourceArn': sourceArn },
        },
      },
    ],
  };
}
