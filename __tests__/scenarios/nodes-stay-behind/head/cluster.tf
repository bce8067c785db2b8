module "eks" {
  source  = "terraform-aws-modules/eks/aws"
  version = "~> 20.37"

  cluster_name    = "checkout"
  cluster_version = "1.34"

  vpc_id     = var.vpc_id
  subnet_ids = var.subnet_ids
}
