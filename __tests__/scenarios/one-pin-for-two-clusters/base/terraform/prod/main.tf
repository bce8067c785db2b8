locals {
  name               = "shop-prod"
  kubernetes_version = "1.33"
}

module "cluster" {
  source = "../modules/cluster"

  name               = local.name
  kubernetes_version = local.kubernetes_version
}

module "addons" {
  source = "../modules/addons"

  cluster_name = module.cluster.name
}
