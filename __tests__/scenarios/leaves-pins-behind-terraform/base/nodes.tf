resource "aws_eks_node_group" "arm" {
  cluster_name    = aws_eks_cluster.checkout.name
  node_group_name = "checkout-arm"
  node_role_arn   = aws_iam_role.nodes.arn
  subnet_ids      = var.subnet_ids
  version         = aws_eks_cluster.checkout.version
  ami_type        = "AL2023_ARM_64_STANDARD"
  instance_types  = ["m7g.xlarge"]

  scaling_config {
    desired_size = var.node_count
    min_size     = var.node_count
    max_size     = var.node_count * 3
  }

  lifecycle {
    # the autoscaler decides
    ignore_changes = [scaling_config[0].desired_size]
  }
}

resource "aws_iam_role" "nodes" {
  name               = "checkout-nodes"
  assume_role_policy = data.aws_iam_policy_document.assume_nodes.json
}

data "aws_iam_policy_document" "assume_nodes" {
  statement {
    actions = ["sts:AssumeRole"]

    principals {
      type        = "Service"
      identifiers = ["ec2.amazonaws.com"]
    }
  }
}

resource "aws_iam_role_policy_attachment" "nodes" {
  for_each = toset([
    "AmazonEKSWorkerNodePolicy",
    "AmazonEKS_CNI_Policy",
    "AmazonEC2ContainerRegistryReadOnly",
  ])

  role       = aws_iam_role.nodes.name
  policy_arn = "arn:aws:iam::aws:policy/${each.key}"
}
