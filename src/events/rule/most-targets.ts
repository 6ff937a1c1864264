/** Targets that a rule may have: https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-quota.html */
export const mostTargets = 5;
