import './addons';
import './autoscaler';
import { cluster } from './cluster';

export const clusterName = cluster.name;
export const clusterEndpoint = cluster.endpoint;
