locals {
  # the images that our node groups start from
  ami_types = {
    general = "AL2_x86_64"
    arm     = "AL2_ARM_64"
  }
}

resource "aws_eks_node_group" "this" {
  for_each = local.ami_types

  cluster_name    = module.eks.cluster_name
  node_group_name = "checkout-${each.key}"
  node_role_arn   = aws_iam_role.nodes.arn
  subnet_ids      = var.subnet_ids
  ami_type        = each.value

  scaling_config {
    desired_size = 3
    min_size     = 3
    max_size     = 9
  }
}

# Kept back for a driver that is built for one release.
resource "aws_eks_node_group" "capture" {
  cluster_name    = module.eks.cluster_name
  node_group_name = "checkout-capture"
  node_role_arn   = aws_iam_role.nodes.arn
  subnet_ids      = var.subnet_ids
  ami_type        = "AL2023_x86_64_STANDARD"
  version         = "1.30"
  release_version = "1.31.12-20250920"

  scaling_config {
    desired_size = 1
    min_size     = 1
    max_size     = 1
  }
}
