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
  tags: { ...tags, Name: `public-rt-${environmentSuffix}` },
});

const publicRoute = new aws.ec2.Route(`public-route-${environmentSuffix}`, {
  routeTableId: publicRouteTable.id,
  destinationCidrBlock: '0.0.0.0/0',
  gatewayId: internetGateway.id,
});

export const publicSubnets = [0, 1, 2].map((index) => {
  const subnet = new aws.ec2.Subnet(`public-subnet-${index}-${environmentSuffix}`, {
    vpcId: vpc.id,
    cidrBlock: pulumi.interpolate`10.20.${index}.0/24`,
    availabilityZone: availabilityZones.names[index],
    mapPublicIpOnLaunch: true,
    tags: {
      ...tags,
      Name: `public-subnet-${index}-${environmentSuffix}`,
      'kubernetes.io/role/elb': '1',
    },
  });

  new aws.ec2.RouteTableAssociation(`public-rta-${index}-${environmentSuffix}`, {
    subnetId: subnet.id,
    routeTableId: publicRouteTable.id,
  });

  return subnet;
});

const natAddress = new aws.ec2.Eip(`nat-eip-${environmentSuffix}`, {
  domain: 'vpc',
  tags: { ...tags, Name: `nat-eip-${environmentSuffix}` },
});

const natGateway = new aws.ec2.NatGateway(`nat-${environmentSuffix}`, {
  allocationId: natAddress.id,
  subnetId: publicSubnets[0].id,
  tags: { ...tags, Name: `nat-${environmentSuffix}` },
});

const privateRouteTable = new aws.ec2.RouteTable(`private-rt-${environmentSuffix}`, {
  vpcId: vpc.id,
  routes: [{ cidrBlock: '0.0.0.0/0', natGatewayId: natGateway.id }],
  tags: { ...tags, Name: `private-rt-${environmentSuffix}` },
});

export const privateSubnets = [0, 1, 2].map((index) => {
  const subnet = new aws.ec2.Subnet(`private-subnet-${index}-${environmentSuffix}`, {
    vpcId: vpc.id,
    cidrBlock: pulumi.interpolate`10.20.${10 + index}.0/24`,
    availabilityZone: availabilityZones.names[index],
    tags: {
      ...tags,
      Name: `private-subnet-${index}-${environmentSuffix}`,
      'kubernetes.io/role/internal-elb': '1',
    },
  });

  new aws.ec2.RouteTableAssociation(`private-rta-${index}-${environmentSuffix}`, {
    subnetId: subnet.id,
    routeTableId: privateRouteTable.id,
  });

  return subnet;
});
