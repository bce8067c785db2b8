module "platform" {
  source = "../../modules/platform"

  name               = "checkout"
  kubernetes_version = "1.33"
  vpc_id             = "vpc-0b64a0c2d1e5f7a90"
  subnet_ids         = ["subnet-0d1a7b2f9c3e4a501", "subnet-0d1a7b2f9c3e4a502", "subnet-0d1a7b2f9c3e4a503"]

  node_groups = {
    arm = {
      instance_types = ["m7g.xlarge"]
      min_size       = 3
      max_size       = 9
    }
  }
}

output "endpoint" {
  value = module.platform.endpoint
}
