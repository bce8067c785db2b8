import * as blueprints from '@aws-quickstart/eks-blueprints';
import * as cdk from 'aws-cdk-lib';
import * as eks from 'aws-cdk-lib/aws-eks';

const app = new cdk.App();

const addOns: blueprints.ClusterAddOn[] = [
  new blueprints.addons.VpcCniAddOn({ version: 'v1.17.1-eksbuild.1' }),
  new blueprints.addons.CoreDnsAddOn('v1.12.4-eksbuild.31'),
  new blueprints.addons.KubeProxyAddOn('v1.30.14-eksbuild.8'),
  new blueprints.addons.EfsCsiDriverAddOn(),
];

blueprints.EksBlueprint.builder()
  .account('111122223333')
  .region('eu-central-1')
  .version(eks.KubernetesVersion.V1_34)
  .addOns(...addOns)
  .build(app, 'ledger');
