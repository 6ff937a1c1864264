import type {
  GetFunctionCommandInput,
  GetFunctionCommandOutput,
  GetFunctionConfigurationCommandInput,
  GetFunctionConfigurationCommandOutput,
  ListFunctionsCommandInput,
  ListFunctionsCommandOutput,
} from '@aws-sdk/client-lambda';
import type { Answer, Call } from '../../service.ts';
import { page, pageSize } from '../paging.ts';
import { configurationOf } from './configuration.ts';
import { findFunction, invalid } from './lookup.ts';

/** The function, its tags, and where its code would be: it is not kept, so that nothing is found there. */
export function GetFunction(
  input: GetFunctionCommandInput,
  { region, endpoint }: Call,
): Answer<GetFunctionCommandOutput> {
  const found = findFunction(region, input.FunctionName, input.Qualifier);
  const Location = `${endpoint}/awslambda-${region.name}-tasks/snapshots/${region.accountId}/${found.name}`;
  const tags = region.tags.get(found.arn);
  return {
    Configuration: configurationOf(found),
    Code: { RepositoryType: 'S3', Location },
    ...(Object.keys(tags).length > 0 && { Tags: { ...tags } }),
  };
}

export function GetFunctionConfiguration(
  input: GetFunctionConfigurationCommandInput,
  { region }: Call,
): Answer<GetFunctionConfigurationCommandOutput> {
  return configurationOf(findFunction(region, input.FunctionName, input.Qualifier));
}

/** Fifty at the most, however many are asked for. */
export function ListFunctions(
  { Marker, MaxItems }: ListFunctionsCommandInput,
  { region }: Call,
): Answer<ListFunctionsCommandOutput> {
  const size = pageSize(MaxItems, { otherwise: 50, most: 10_000 }, invalid('MaxItems must be 1 to 10000.'));
  const all = [...region.lambda.functions.values()].sort((a, b) => (a.name < b.name ? -1 : 1));
  const { items, nextToken } = page(all, Marker, Math.min(size, 50), invalid('Invalid Marker.'));
  return { Functions: items.map(configurationOf), NextMarker: nextToken };
}
