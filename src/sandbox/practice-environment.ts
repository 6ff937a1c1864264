/** The region in which scenarios build their estates. */
export const practiceRegion = 'us-east-1';

/** What to set so that any AWS client speaks to the sandbox and to nothing else. */
export function practiceEnvironment(url: string): Record<string, string> {
  return {
    AWS_ENDPOINT_URL: url,
    AWS_REGION: practiceRegion,
    // Version 1 of the aws command line heeds this one alone.
    AWS_DEFAULT_REGION: practiceRegion,
    AWS_ACCESS_KEY_ID: 'sandbox',
    AWS_SECRET_ACCESS_KEY: 'sandbox',
    AWS_EC2_METADATA_DISABLED: 'true',
  };
}

/** The environment of a child: without a profile, session or endpoint that would lead it elsewhere. */
export function childEnvironment(
  url: string,
  env: Readonly<Record<string, string | undefined>>,
): Record<string, string | undefined> {
  const leadsAway =
    /^AWS_(PROFILE|DEFAULT_PROFILE|SESSION_TOKEN|ENDPOINT_URL_.+|IGNORE_CONFIGURED_ENDPOINT_URLS)$/;
  const kept = Object.entries(env).filter(([name]) => !leadsAway.test(name));
  return { ...Object.fromEntries(kept), ...practiceEnvironment(url) };
}
