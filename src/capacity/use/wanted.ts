import { parseServiceName, type ServiceName } from '../../ecs/service-name.ts';
import { parseStrategy, type Strategy } from '../../ecs/strategy.ts';

/** Which service is to have its tasks where. */
export interface WantedMove {
  readonly name: ServiceName;
  /** Empty for the service's launch type. */
  readonly strategy: Strategy;
}

/**
 * What was typed, as what is wanted.
 * @throws a usage failure.
 */
export function readMove(service: string, strategy: string, cluster: string | undefined): WantedMove {
  return {
    name: parseServiceName(service, cluster),
    strategy: strategy === 'none' ? [] : parseStrategy(strategy),
  };
}
