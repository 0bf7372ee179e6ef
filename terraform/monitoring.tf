locals {
  # One topic in each region, because an alarm can only notify a topic in its own region.
  topics = { main = "${var.prefix}-alarms", edge = "${var.prefix}-edge-alarms" }

  topic_policies = { for key, name in local.topics : key => jsonencode({
    Version = "2012-10-17"
    Statement = [{
      Sid       = "AlarmsOfThisAccount"
      Effect    = "Allow"
      Principal = { Service = "cloudwatch.amazonaws.com" }
      Action    = "sns:Publish"
      Resource  = "arn:${local.partition}:sns:${key == "edge" ? "us-east-1" : var.aws_region}:${local.account_id}:${name}"
      Condition = { StringEquals = { "aws:SourceAccount" = local.account_id } }
    }]
  }) }

  # Every storage class an image can be in; S3 sends no metric for a class that holds nothing. With NumberOfObjects these are ten
  # metrics, the most that one alarm can read.
  storage_types = [
    "StandardStorage", "StandardIAStorage", "GlacierInstantRetrievalStorage",
    "OneZoneIAStorage", "IntelligentTieringFAStorage", "IntelligentTieringIAStorage", "IntelligentTieringAIAStorage",
    "GlacierStorage", "DeepArchiveStorage",
  ]

  # CloudFront's dimensions; the value of Region is always "Global".
  distribution_dimensions = { DistributionId = aws_cloudfront_distribution.images.id, Region = "Global" }
}

# Not encrypted with the AWS managed key for SNS: CloudWatch may not use it, and the messages contain only names and numbers.
resource "aws_sns_topic" "alarms" {
  name   = local.topics.main
  policy = local.topic_policies.main
}

resource "aws_sns_topic" "edge_alarms" {
  provider = aws.us_east_1
  name     = local.topics.edge
  policy   = local.topic_policies.edge
}

resource "aws_sns_topic_subscription" "alarms" {
  for_each  = toset(var.alarm_emails)
  topic_arn = aws_sns_topic.alarms.arn
  protocol  = "email"
  endpoint  = each.value
}

resource "aws_sns_topic_subscription" "edge_alarms" {
  provider  = aws.us_east_1
  for_each  = toset(var.alarm_emails)
  topic_arn = aws_sns_topic.edge_alarms.arn
  protocol  = "email"
  endpoint  = each.value
}

# Uses the application's own counters, because S3's 4xxErrors also counts failed reads.
resource "aws_cloudwatch_metric_alarm" "upload_failures" {
  alarm_name        = "${var.prefix}-upload-failures"
  alarm_description = "More than ${var.upload_failure_percent} % of five minutes' uploads failed. The application's log has each failure with its reason."
  alarm_actions     = [aws_sns_topic.alarms.arn]
  ok_actions        = [aws_sns_topic.alarms.arn]

  metric_query {
    id          = "failure_percent"
    label       = "Failed uploads (%)"
    expression  = "100 * FILL(failures, 0) / attempts"
    return_data = true
  }

  metric_query {
    id = "attempts"

    metric {
      namespace   = local.metric_namespace
      metric_name = local.upload_attempts_metric
      dimensions  = { BucketName = local.bucket_name }
      stat        = "Sum"
      period      = 300
    }
  }

  metric_query {
    id = "failures"

    metric {
      namespace   = local.metric_namespace
      metric_name = local.upload_failures_metric
      dimensions  = { BucketName = local.bucket_name }
      stat        = "Sum"
      period      = 300
    }
  }

  comparison_operator = "GreaterThanThreshold"
  threshold           = var.upload_failure_percent
  evaluation_periods  = 1
  datapoints_to_alarm = 1

  # No data means that nothing was uploaded, so nothing failed.
  treat_missing_data = "notBreaching"
}

resource "aws_cloudwatch_metric_alarm" "bucket_quota" {
  alarm_name        = "${var.prefix}-bucket-quota"
  alarm_description = "The bucket holds more than ${var.bucket_quota_percent} % of its ${var.bucket_quota_bytes} bytes, over all storage classes."
  alarm_actions     = [aws_sns_topic.alarms.arn]
  ok_actions        = [aws_sns_topic.alarms.arn]

  # S3 reports once a day, hours late, and sends no value for an empty storage class, which counts as 0. A day that is not reported yet
  # must not look like an empty bucket: it has no object count, and without one the expression has no value.
  metric_query {
    id          = "used_percent"
    label       = "Share of the quota (%)"
    expression  = "100 * (${join(" + ", [for index, _ in local.storage_types : "FILL(bytes${index}, 0)"])} + 0 * objects) / ${var.bucket_quota_bytes}"
    return_data = true
  }

  metric_query {
    id = "objects"

    metric {
      namespace   = "AWS/S3"
      metric_name = "NumberOfObjects"
      dimensions  = { BucketName = local.bucket_name, StorageType = "AllStorageTypes" }
      stat        = "Average"
      period      = 86400
    }
  }

  dynamic "metric_query" {
    for_each = local.storage_types

    content {
      id = "bytes${metric_query.key}"

      metric {
        namespace   = "AWS/S3"
        metric_name = "BucketSizeBytes"
        dimensions  = { BucketName = local.bucket_name, StorageType = metric_query.value }
        stat        = "Average"
        period      = 86400
      }
    }
  }

  comparison_operator = "GreaterThanThreshold"
  threshold           = var.bucket_quota_percent
  evaluation_periods  = 1
  datapoints_to_alarm = 1

  # A late report must not clear the alarm.
  treat_missing_data = "ignore"
}

resource "aws_cloudwatch_metric_alarm" "hit_ratio" {
  count             = var.cdn_additional_metrics ? 1 : 0
  provider          = aws.us_east_1
  alarm_name        = "${var.prefix}-cache-hit-ratio"
  alarm_description = "Less than ${var.hit_ratio_percent} % of the images come from CloudFront's cache. Check whether the same picture is requested under different URLs."
  alarm_actions     = [aws_sns_topic.edge_alarms.arn]
  ok_actions        = [aws_sns_topic.edge_alarms.arn]

  metric_query {
    id          = "hit_percent"
    label       = "Cache hits (%)"
    expression  = "IF(requests >= ${var.cdn_alarm_minimum_requests}, hits, 100)"
    return_data = true
  }

  metric_query {
    id = "hits"

    metric {
      namespace   = "AWS/CloudFront"
      metric_name = "CacheHitRate"
      dimensions  = local.distribution_dimensions
      stat        = "Average"
      period      = 900
    }
  }

  metric_query {
    id = "requests"

    metric {
      namespace   = "AWS/CloudFront"
      metric_name = "Requests"
      dimensions  = local.distribution_dimensions
      stat        = "Sum"
      period      = 900
    }
  }

  comparison_operator = "LessThanThreshold"
  threshold           = var.hit_ratio_percent
  # 3 of 4 periods, because one quarter of an hour with many new pictures is normal.
  evaluation_periods  = 4
  datapoints_to_alarm = 3

  # No data means that no picture was requested.
  treat_missing_data = "notBreaching"
}

resource "aws_cloudwatch_metric_alarm" "client_errors" {
  provider          = aws.us_east_1
  alarm_name        = "${var.prefix}-4xx-rate"
  alarm_description = "More than ${var.client_error_percent} % of CloudFront's answers are 4xx: pictures are missing, or CloudFront is not allowed to read them."
  alarm_actions     = [aws_sns_topic.edge_alarms.arn]
  ok_actions        = [aws_sns_topic.edge_alarms.arn]

  metric_query {
    id          = "error_percent"
    label       = "4xx (%)"
    expression  = "IF(requests >= ${var.cdn_alarm_minimum_requests}, errors, 0)"
    return_data = true
  }

  metric_query {
    id = "errors"

    metric {
      namespace   = "AWS/CloudFront"
      metric_name = "4xxErrorRate"
      dimensions  = local.distribution_dimensions
      stat        = "Average"
      period      = 300
    }
  }

  metric_query {
    id = "requests"

    metric {
      namespace   = "AWS/CloudFront"
      metric_name = "Requests"
      dimensions  = local.distribution_dimensions
      stat        = "Sum"
      period      = 300
    }
  }

  comparison_operator = "GreaterThanThreshold"
  threshold           = var.client_error_percent
  # 2 of 3 periods, because one page with a dead link, opened by a whole class at once, is not an incident.
  evaluation_periods  = 3
  datapoints_to_alarm = 2

  # No data means that no picture was requested.
  treat_missing_data = "notBreaching"
}
