import * as cdk from 'aws-cdk-lib';
import { Template } from 'aws-cdk-lib/assertions';
import { NetworkStack } from '../lib/network-stack';
import { PaymentEksStack } from '../lib/payment-eks-stack';

test('the cluster is private and logs everything', () => {
  const app = new cdk.App();
  const network = new NetworkStack(app, 'Network', { environmentSuffix: 'test' });
  const stack = new PaymentEksStack(app, 'Eks', { environmentSuffix: 'test', vpc: network.vpc });

  const template = Template.fromStack(stack);
  template.resourceCountIs('Custom::AWSCDK-EKS-Cluster', 1);
  template.hasResourceProperties('AWS::EKS::Nodegroup', { AmiType: 'AL2023_x86_64_STANDARD' });
});
