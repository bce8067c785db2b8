terraform {
  source = "../../modules/stack"
}

inputs = {
  name               = "checkout"
  kubernetes_version = "1.33"
  subnet_ids         = ["subnet-0d1a7b2f9c3e4a501", "subnet-0d1a7b2f9c3e4a502", "subnet-0d1a7b2f9c3e4a503"]
}
