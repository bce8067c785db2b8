import * as pulumi from '@pulumi/pulumi';

const config = new pulumi.Config();

export const environmentSuffix = config.require('environmentSuffix');
export const vpcCidr = config.get('vpcCidr') ?? '10.0.0.0/16';

export const tags = {
  Project: 'tap',
  Environment: environmentSuffix,
  ManagedBy: 'pulumi',
};
