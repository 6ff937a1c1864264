/** The process's environment: the SDK reads some of its settings from nowhere else, so that it is written, too. */
export type Environment = Record<string, string | undefined>;

export interface StaticCredentials {
  readonly accessKeyId: string;
  readonly secretAccessKey: string;
  readonly sessionToken?: string;
}

/**
 * Only the environment tells the SDK of a profile's endpoint, not its `profile` option; and a profile that was
 * asked for goes before keys that happen to be in the environment, as with `aws --profile`.
 */
export function chooseProfile(profile: string | undefined, env: Environment): void {
  const chosen = profile ?? (env.AWS_PROFILE || env.AWS_DEFAULT_PROFILE);
  // Node would turn an undefined into the word "undefined".
  if (chosen) env.AWS_PROFILE = chosen;
  if (profile === undefined) return;
  for (const name of ['AWS_ACCESS_KEY_ID', 'AWS_SECRET_ACCESS_KEY', 'AWS_SESSION_TOKEN']) delete env[name];
}

/** Keys in the environment win over AWS_PROFILE, as with `aws`; the SDK's chain would decide the other way. */
export function staticCredentials(env: Environment): StaticCredentials | undefined {
  const { AWS_ACCESS_KEY_ID: accessKeyId, AWS_SECRET_ACCESS_KEY: secretAccessKey } = env;
  if (!accessKeyId || !secretAccessKey) return undefined;
  return { accessKeyId, secretAccessKey, sessionToken: env.AWS_SESSION_TOKEN };
}
