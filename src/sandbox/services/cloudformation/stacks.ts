import type {
  CreateStackCommandInput,
  CreateStackCommandOutput,
  OnFailure,
  UpdateTerminationProtectionCommandInput,
  UpdateTerminationProtectionCommandOutput,
} from '@aws-sdk/client-cloudformation';
import { type Answer, AwsError, type Call } from '../../service.ts';
import { newResource, newStack } from './new-stack.ts';
import { resourceTypes } from './resource-types/index.ts';
import { conditionScope } from './scope.ts';
import { checkRole } from './service-role.ts';
import { setStackStatus } from './stack-events.ts';
import { invalid, livingStack, newStackId } from './stack-store.ts';
import type { Resource } from './state.ts';
import { checkCapabilities, checkTemplate } from './template/check.ts';
import { isMet } from './template/intrinsics.ts';
import { parameterValues, shownParameters } from './template/parameters.ts';
import { parseTemplate } from './template/parse.ts';
import { dependenciesOf } from './template/references.ts';
import type { Template } from './template/template.ts';

/** Begins to make the stack that the template describes, and answers at once. A template at a URL is not read. */
export function CreateStack(input: CreateStackCommandInput, call: Call): Answer<CreateStackCommandOutput> {
  const { StackName: name = '', TemplateBody: templateBody, ClientRequestToken: token } = input;
  checkName(name);
  if (templateBody === undefined) {
    throw invalid(
      input.TemplateURL === undefined
        ? 'Either Template URL or Template Body must be specified.'
        : 'TemplateURL is not in the sandbox; give a TemplateBody',
    );
  }
  const known = livingStack(call.region, name);
  if (known && token !== undefined && known.tokens.has(token)) return { StackId: known.id };
  if (known) throw new AwsError('AlreadyExistsException', `Stack [${name}] already exists`);
  const template = parseTemplate(templateBody);
  checkTemplate(template, new Set(resourceTypes.keys()));
  const values = parameterValues(template, input.Parameters);
  checkCapabilities(template, input.Capabilities);
  checkRole(call.region, input.RoleARN);
  const onFailure = wishedOnFailure(input);
  const stack = newStack({
    id: newStackId(call.region, name),
    name,
    description: template.description,
    createdAt: call.now,
    status: 'CREATE_IN_PROGRESS',
    terminationProtection: input.EnableTerminationProtection ?? false,
    tags: input.Tags ?? [],
    parameters: shownParameters(template, values),
    capabilities: input.Capabilities ?? [],
    disableRollback: onFailure === 'DO_NOTHING',
    roleArn: input.RoleARN,
    templateBody,
    resources: resourcesOf(template, values, call),
  });
  const caller = { world: call.world, endpoint: call.endpoint };
  stack.operation = { kind: 'creation', caller, token, onFailure, template, values };
  if (token !== undefined) stack.tokens.add(token);
  call.region.cloudformation.stacks.set(stack.id, stack);
  setStackStatus(stack, 'CREATE_IN_PROGRESS', 'User Initiated', call);
  return { StackId: stack.id };
}

/** Of nested stacks only the root can be protected, and it protects them all. */
export function UpdateTerminationProtection(
  input: UpdateTerminationProtectionCommandInput,
  { region }: Call,
): Answer<UpdateTerminationProtectionCommandOutput> {
  const stack = livingStack(region, input.StackName);
  if (!stack) throw invalid(`Stack [${input.StackName}] does not exist`);
  if (stack.parentId !== undefined) {
    throw invalid(`TerminationProtection cannot be updated on nested stack [${stack.name}]`);
  }
  if (stack.status === 'DELETE_IN_PROGRESS') {
    throw invalid(
      `TerminationProtection cannot be updated on stack [${stack.name}] in status ${stack.status}`,
    );
  }
  stack.terminationProtection = input.EnableTerminationProtection ?? false;
  return { StackId: stack.id };
}

function checkName(name: string): void {
  if (/^[a-zA-Z][-a-zA-Z0-9]{0,127}$/.test(name)) return;
  throw invalid(
    `1 validation error detected: Value '${name}' at 'stackName' failed to satisfy constraint: ` +
      'Member must satisfy regular expression pattern: [a-zA-Z][-a-zA-Z0-9]*',
  );
}

function wishedOnFailure(input: CreateStackCommandInput): OnFailure {
  if (input.DisableRollback !== undefined && input.OnFailure !== undefined) {
    throw invalid('You can specify either DisableRollback or OnFailure, but not both.');
  }
  return input.OnFailure ?? (input.DisableRollback ? 'DO_NOTHING' : 'ROLLBACK');
}

/** The resources whose conditions hold, as the template names them; those of other conditions are not made at all. */
function resourcesOf(template: Template, values: ReadonlyMap<string, string>, call: Call): Resource[] {
  const scope = conditionScope(template, values, call);
  const wanted = Object.entries(template.resources).filter(
    ([, { condition }]) => condition === undefined || isMet(condition, scope),
  );
  const made = new Set(wanted.map(([logicalId]) => logicalId));
  return wanted.map(([logicalId, resource]) =>
    newResource({
      logicalId,
      type: resource.type,
      deletionPolicy: resource.deletionPolicy,
      dependsOn: dependenciesOf(resource, template).filter((name) => made.has(name)),
      updatedAt: call.now,
    }),
  );
}
