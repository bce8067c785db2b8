import * as aws from '@pulumi/aws';
import * as pulumi from '@pulumi/pulumi';
import { environmentSuffix, tags, vpcCidr } from './config';

const availabilityZones = aws.getAvailabilityZonesOutput({ state: 'available' });

export const vpc = new aws.ec2.Vpc(`vpc-${environmentSuffix}`, {
  cidrBlock: vpcCidr,
  enableDnsHostnames: true,
  enableDnsSupport: true,
  tags: { ...tags, Name: `vpc-${environmentSuffix}` },
});

const internetGateway = new aws.ec2.InternetGateway(`igw-${environmentSuffix}`, {
  vpcId: vpc.id,
  tags: { ...tags, Name: `igw-${environmentSuffix}` },
});

const publicRouteTable = new aws.ec2.RouteTable(`public-rt-${environmentSuffix}`, {
  vpcId: vpc.id,
  routes: [{ cidrBlock: '0.0.0.0/0', gatewayId: internetGateway.id }],
  tags: { ...tags, Name: `public-rt-${environmentSuffix}` },
});

export const publicSubnets = [0, 1, 2].map((index) => {
  const subnet = new aws.ec2.Subnet(`public-subnet-${index}-${environmentSuffix}`, {
    vpcId: vpc.id,
    cidrBlock: pulumi.interpolate`10.20.${index}.0/24`,
    availabilityZone: availabilityZones.names[index],
    mapPublicIpOnLaunch: true,
    tags: { ...tags, Name: `public-subnet-${index}-${environmentSuffix}` },
  });

  new aws.ec2.RouteTableAssociation(`public-rta-${index}-${environmentSuffix}`, {
    subnetId: subnet.id,
    routeTableId: publicRouteTable.id,
  });

  return subnet;
});
