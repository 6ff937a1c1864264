import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** An environment that holds nothing of the machine's own AWS settings, and leads nowhere but to `endpoint`. */
export interface Loopback {
  readonly env: Readonly<Record<string, string>>;
  /** Home and state live in here. */
  readonly folder: string;
  remove(): void;
}

/** Port 1 of the loopback address: nothing listens there, and a request that should not be made is refused. */
export const nowhere = 'http://127.0.0.1:1';

export function loopbackEnvironment(endpoint = nowhere): Loopback {
  const folder = mkdtempSync(join(tmpdir(), 'ecsctl-test-'));
  const env = {
    HOME: folder,
    XDG_STATE_HOME: join(folder, 'state'),
    AWS_ENDPOINT_URL: endpoint,
    AWS_REGION: 'eu-west-1',
    AWS_ACCESS_KEY_ID: 'AKIDEXAMPLE',
    AWS_SECRET_ACCESS_KEY: 'not-a-secret-but-never-to-be-printed',
    AWS_EC2_METADATA_DISABLED: 'true',
    AWS_CONFIG_FILE: join(folder, 'config'),
    AWS_SHARED_CREDENTIALS_FILE: join(folder, 'credentials'),
  };
  return { env, folder, remove: () => rmSync(folder, { recursive: true, force: true }) };
}
