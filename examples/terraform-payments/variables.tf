variable "kubernetes_version" {
  type        = string
  description = "Raise it one minor at a time."
}

variable "subnet_ids" {
  type = list(string)
}
