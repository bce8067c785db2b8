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
