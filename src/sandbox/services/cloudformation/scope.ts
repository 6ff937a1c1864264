import type { Call } from '../../service.ts';
import { exportsOf } from './exports.ts';
import { resourceTypes } from './resource-types/index.ts';
import type { Creation, Stack } from './state.ts';
import type { Scope } from './template/intrinsics.ts';
import type { Template, Value } from './template/template.ts';

/** What a template's functions see while its stack is being made; an import is remembered as the stack's. */
export function scopeOf(stack: Stack, { template, values }: Creation, call: Call): Scope {
  const physicalId = (name: string) =>
    stack.resources.find(({ logicalId }) => logicalId === name)?.physicalId;
  return {
    template,
    reference: (name) =>
      parameterValue(template, values, name) ?? pseudo(stack, name, call) ?? physicalId(name),
    attribute(name, attribute) {
      const [id, type] = [physicalId(name), template.resources[name]?.type];
      return id === undefined ? undefined : resourceTypes.get(type ?? '')?.attribute?.(attribute, id, call);
    },
    importValue(name) {
      const found = exportsOf(call.region).find(({ Name }) => Name === name);
      if (found) stack.imports.add(name);
      return found?.Value;
    },
    zones: () => ['a', 'b', 'c'].map((letter) => `${call.region.name}${letter}`),
  };
}

/** What stands in the template alone: conditions know parameters and pseudo parameters, and no resources. */
export function conditionScope(template: Template, values: ReadonlyMap<string, string>, call: Call): Scope {
  const nothing = { attribute: () => undefined, importValue: () => undefined, zones: () => [] };
  const named = { name: '', id: '' };
  return {
    ...nothing,
    template,
    reference: (name) => parameterValue(template, values, name) ?? pseudo(named, name, call),
  };
}

function parameterValue(
  template: Template,
  values: ReadonlyMap<string, string>,
  name: string,
): Value | undefined {
  const value = values.get(name);
  const type = template.parameters[name]?.type ?? '';
  const isList = type === 'CommaDelimitedList' || type.startsWith('List<');
  return isList ? value?.split(',').map((part) => part.trim()) : value;
}

/** https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/pseudo-parameter-reference.html */
function pseudo(stack: Pick<Stack, 'id' | 'name'>, name: string, { region }: Call): Value | undefined {
  const values: Readonly<Record<string, Value>> = {
    'AWS::AccountId': region.accountId,
    'AWS::NotificationARNs': [],
    'AWS::Partition': region.partition,
    'AWS::Region': region.name,
    'AWS::StackId': stack.id,
    'AWS::StackName': stack.name,
    'AWS::URLSuffix': 'amazonaws.com',
  };
  return values[name];
}
