import type { Call } from '../../../service.ts';
import type { Resource, Stack } from '../state.ts';
import type { Value } from '../template/template.ts';

/** What CloudFormation knows of one type of resource: how other services are asked for it. */
export interface ResourceType {
  /**
   * Brings the removal of the resource a step further, and tells whether it is gone. It is asked again at every tick
   * until then. Throws the service's own error, also the one that says that there is no such resource.
   */
  readonly remove: (physicalId: string, removal: Removal) => boolean;
  /** Makes the resource, and gives its physical id. Throws the service's own error. */
  readonly create?: (properties: Properties, making: Making) => string;
  /** Whether a resource that was made is ready; a type that does not say is ready at once. */
  readonly isReady?: (physicalId: string, call: Call) => boolean;
  /** What Fn::GetAtt gives; undefined for an attribute that the type has not. */
  readonly attribute?: (name: string, physicalId: string, call: Call) => Value | undefined;
  /** The ARN under which the resource carries CloudFormation's tags; types that take none have none. */
  readonly arn?: (physicalId: string, call: Call) => string;
  /** Puts CloudFormation's tags on a resource of a type that has them nowhere but in its own service. */
  readonly tag?: (physicalId: string, tags: readonly Mark[], call: Call) => void;
}

/** A tag that a resource has from its stack. */
export interface Mark {
  readonly Key: string;
  readonly Value: string;
}

/** The properties of a resource in a template, every function in them carried out. */
export interface Properties {
  readonly [name: string]: Value;
}

export interface Removal {
  readonly call: Call;
  /** Whether the service has not agreed to the removal yet, as far as this deletion of the stack has asked it. */
  readonly isFirst: boolean;
}

export interface Making {
  readonly call: Call;
  readonly stack: Stack;
  readonly resource: Resource;
  /** A name for a resource that the template gives none: the stack's, the logical id, and something unique. */
  readonly uniqueName: (longest?: number) => string;
  /** The stack's own tags and those by which CloudFormation marks what belongs to it. */
  readonly tags: readonly Mark[];
}
