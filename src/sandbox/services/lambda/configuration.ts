import type { FunctionConfiguration } from '@aws-sdk/client-lambda';
import type { LambdaFunction } from './state.ts';

/** The function as Lambda describes it; it is ready as soon as it is made. */
export function configurationOf(described: LambdaFunction): FunctionConfiguration {
  const { name, arn, createdAt, settings, codeSize, codeSha256, revisionId } = described;
  const { Layers, ...given } = settings;
  return {
    ...given,
    FunctionName: name,
    FunctionArn: arn,
    CodeSize: codeSize,
    CodeSha256: codeSha256,
    Environment: settings.Environment && { Variables: settings.Environment.Variables },
    Layers: Layers?.map((Arn) => ({ Arn, CodeSize: 0 })),
    LastModified: createdAt.toISOString().replace('Z', '+0000'),
    RevisionId: revisionId,
    Version: '$LATEST',
    State: 'Active',
    LastUpdateStatus: 'Successful',
    TracingConfig: { Mode: 'PassThrough' },
    EphemeralStorage: { Size: 512 },
    SnapStart: { ApplyOn: 'None', OptimizationStatus: 'Off' },
    LoggingConfig: { LogFormat: 'Text', LogGroup: logGroupOf(described) },
  };
}

/** The name of the log group in which the function's invocations are written down. */
export function logGroupOf({ name }: Pick<LambdaFunction, 'name'>): string {
  return `/aws/lambda/${name}`;
}
