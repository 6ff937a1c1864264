import type {
  GetAccountSettingCommandInput,
  GetAccountSettingCommandOutput,
  PutAccountSettingCommandInput,
  PutAccountSettingCommandOutput,
} from '@aws-sdk/client-ecr';
import type { Answer, Call } from '../../service.ts';
import { invalidParameter } from './lookup.ts';

/** What each setting can be, as it is from the beginning first. */
const choices: Readonly<Record<string, readonly string[]>> = {
  BASIC_SCAN_TYPE_VERSION: ['AWS_NATIVE'],
  REGISTRY_POLICY_SCOPE: ['V2', 'V1'],
  BLOB_MOUNTING: ['DISABLED', 'ENABLED'],
};

export function GetAccountSetting(
  input: GetAccountSettingCommandInput,
  { region }: Call,
): Answer<GetAccountSettingCommandOutput> {
  const [usual] = choicesOf(input.name);
  return { name: input.name, value: region.ecr.settings.get(input.name ?? '') ?? usual };
}

export function PutAccountSetting(
  { name, value = '' }: PutAccountSettingCommandInput,
  { region }: Call,
): Answer<PutAccountSettingCommandOutput> {
  const known = choicesOf(name);
  if (!known.includes(value)) throw invalidParameter('value', `must be one of ${known.join(', ')}`);
  region.ecr.settings.set(name ?? '', value);
  return { name, value };
}

function choicesOf(name = ''): readonly string[] {
  const known = Object.hasOwn(choices, name) ? choices[name] : undefined;
  if (known) return known;
  throw invalidParameter('name', `must be one of ${Object.keys(choices).join(', ')}`);
}
