export const region = 'us-east-1';

/**
 * The whole environment of a child, besides PATH: nothing of this machine's AWS settings, no instance metadata, and
 * the loopback address where a client forgets the endpoint that it was given.
 */
export function clientEnvironment(endpoint = 'http://127.0.0.1:1'): Record<string, string> {
  return {
    PATH: process.env.PATH ?? '',
    HOME: '/nowhere',
    LANG: 'C.UTF-8',
    AWS_ENDPOINT_URL: endpoint,
    AWS_REGION: region,
    AWS_DEFAULT_REGION: region,
    AWS_ACCESS_KEY_ID: 'conformance',
    AWS_SECRET_ACCESS_KEY: 'conformance',
    AWS_EC2_METADATA_DISABLED: 'true',
    AWS_CONFIG_FILE: '/nowhere/config',
    AWS_SHARED_CREDENTIALS_FILE: '/nowhere/credentials',
    // A second try would hide what the first was answered.
    AWS_MAX_ATTEMPTS: '1',
    PYTHONDONTWRITEBYTECODE: '1',
  };
}
