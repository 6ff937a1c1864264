/** Taken on no resource. */
export const tokenAction = 'ecr:GetAuthorizationToken';

/**
 * What a pull takes on the repository, and what AWS's own policies for pulling allow.
 * https://docs.aws.amazon.com/AmazonECR/latest/userguide/ECR_on_ECS.html
 */
export const neededActions: readonly string[] = ['ecr:BatchGetImage', 'ecr:GetDownloadUrlForLayer'];

/** One more that AWS's policy for execution roles allows, and that is told of where it is missing. */
export const customaryAction = 'ecr:BatchCheckLayerAvailability';

export const pullActions: readonly string[] = [customaryAction, ...neededActions];
