output "aws_region" {
  description = "The region of the bucket and the group."
  value       = var.aws_region
}

output "bucket_name" {
  description = "The images' bucket: S3_BUCKET_NAME."
  value       = aws_s3_bucket.images.id
}

output "distribution_id" {
  description = "The CloudFront distribution."
  value       = aws_cloudfront_distribution.images.id
}

output "distribution_domain" {
  description = "CloudFront's own host name of the distribution, to which image_domain_names point."
  value       = aws_cloudfront_distribution.images.domain_name
}

output "image_domain" {
  description = "The host name in the images' URLs: CLOUDFRONT_DOMAIN."
  value       = local.image_domain
}

output "portal_url" {
  description = "Where the load balancer answers. With a certificate, point the certificate's host name to it."
  value       = "${local.has_https ? "https" : "http"}://${aws_lb.portal.dns_name}"
}

output "package_key" {
  description = "The object key under which the instances look for the portal's package."
  value       = var.portal_package_key
}

output "group_name" {
  description = "The Auto Scaling group."
  value       = aws_autoscaling_group.portal.name
}

output "target_group_arn" {
  description = "The load balancer's targets: the instances that answer."
  value       = aws_lb_target_group.portal.arn
}

output "instance_role_name" {
  description = "The role of the instances."
  value       = aws_iam_role.instance.name
}

output "deploy_role_arn" {
  description = "The role of the repository's workflows; null without github_repository."
  value       = one(aws_iam_role.deploy[*].arn)
}

output "table_name" {
  description = "DYNAMODB_TABLE_NAME; null when MongoDB keeps the records."
  value       = one(aws_dynamodb_table.assignments[*].name)
}

output "mongo_uri_parameter" {
  description = "The parameter of MongoDB's connection string, which you make; null when DynamoDB keeps the records."
  value       = local.has_tables ? null : local.mongo_uri_parameter
}

output "dashboard_name" {
  description = "The CloudWatch dashboard."
  value       = aws_cloudwatch_dashboard.images.dashboard_name
}

output "topic_arns" {
  description = "The SNS topics that the alarms notify: one in aws_region, and one in us-east-1 for CloudFront's alarms."
  value       = { main = aws_sns_topic.alarms.arn, edge = aws_sns_topic.edge_alarms.arn }
}

output "alarm_names" {
  description = "The alarms' names, by what they watch."
  value       = { for key, alarm in local.alarms : key => alarm.name }
}

locals {
  alarms = merge(
    {
      upload_failures = { name = aws_cloudwatch_metric_alarm.upload_failures.alarm_name, region = var.aws_region, threshold = var.upload_failure_percent, action = aws_sns_topic.alarms.arn }
      bucket_quota    = { name = aws_cloudwatch_metric_alarm.bucket_quota.alarm_name, region = var.aws_region, threshold = var.bucket_quota_percent, action = aws_sns_topic.alarms.arn }
      client_errors   = { name = aws_cloudwatch_metric_alarm.client_errors.alarm_name, region = "us-east-1", threshold = var.client_error_percent, action = aws_sns_topic.edge_alarms.arn }
      shrink          = { name = aws_cloudwatch_metric_alarm.shrink.alarm_name, region = var.aws_region, threshold = var.scale_in_cpu_percent, action = aws_autoscaling_policy.shrink.arn }
      rest            = { name = aws_cloudwatch_metric_alarm.rest.alarm_name, region = var.aws_region, threshold = local.rest_cpu_percent, action = aws_autoscaling_policy.rest.arn }
    },
    { for alarm in aws_cloudwatch_metric_alarm.hit_ratio : "hit_ratio" => { name = alarm.alarm_name, region = "us-east-1", threshold = var.hit_ratio_percent, action = aws_sns_topic.edge_alarms.arn } },
  )
}

# The settings that Test-ImageInfrastructure compares with the deployed stack.
output "expected" {
  description = "The settings that Test-ImageInfrastructure expects of the stack."
  value = {
    partition                    = local.partition
    cors_allowed_origins         = var.cors_allowed_origins
    infrequent_access_after_days = var.infrequent_access_after_days
    archive_after_days           = var.archive_after_days
    expire_after_days            = var.expire_after_days
    noncurrent_version_days      = var.noncurrent_version_days
    transition_above_bytes       = var.transition_above_bytes
    request_metrics_filter       = aws_s3_bucket_metric.requests.name
    origin_access_control_id     = aws_cloudfront_origin_access_control.images.id
    cache_policy_id              = aws_cloudfront_cache_policy.images.id
    min_ttl_seconds              = var.min_ttl_seconds
    default_ttl_seconds          = var.default_ttl_seconds
    max_ttl_seconds              = var.max_ttl_seconds
    viewer_protocol_policy       = var.viewer_protocol_policy
    minimum_protocol_version     = local.has_own_domain ? "TLSv1.2_2021" : "TLSv1"
    additional_metrics           = var.cdn_additional_metrics
    alarms                       = local.alarms
    widget_titles                = [for widget in local.widgets : widget.title]
    bedrock_region               = var.bedrock_region
    model_ids                    = concat(var.image_model_ids, [for model in var.text_models : model.model_id])
    model_profiles               = { for model in var.text_models : model.model_id => { profile_id = model.profile_id, regions = model.regions } if model.profile_id != null }
    record_store                 = var.record_store
    cpu_target_percent           = var.cpu_target_percent
    min_instances                = var.min_instances
    max_instances                = var.max_instances
    metric_namespace             = local.metric_namespace
    bucket_quota_bytes           = var.bucket_quota_bytes
  }
}
