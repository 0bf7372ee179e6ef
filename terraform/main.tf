data "aws_caller_identity" "current" {}

data "aws_partition" "current" {}

locals {
  account_id = data.aws_caller_identity.current.account_id
  partition  = data.aws_partition.current.partition

  tags = merge(var.tags, {
    Project     = var.prefix
    Environment = var.environment
    ManagedBy   = "terraform"
  })

  # Fixed by the application: the prefix of its object keys, and the tag of the images that may expire.
  image_key_prefix   = "generated_images/"
  package_key_prefix = "releases/"
  trash_key_prefix   = "trash/"
  lifecycle_tag      = { lifecycle = "standard" }

  # The counters that the application sends, without dimensions.
  metric_namespace       = "ImageStorage"
  upload_attempts_metric = "UploadAttempts"
  upload_failures_metric = "UploadFailures"
}
