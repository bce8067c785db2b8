import * as awsx from '@pulumi/awsx';

export const vpc = new awsx.ec2.Vpc('ledger', {
  cidrBlock: '10.40.0.0/16',
  numberOfAvailabilityZones: 3,
  natGateways: { strategy: awsx.ec2.NatGatewayStrategy.Single },
});
