import { publicSubnets, vpc } from './network';

export const vpcId = vpc.id;
export const publicSubnetIds = publicSubnets.map((subnet) => subnet.id);
