locals {
  # Both regions' topics: an alarm's action is in the alarm's region.
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

  # All in which an image can be; a metric for a class that holds none is not there. With NumberOfObjects these are ten, which is the
  # most that one alarm can read.
  storage_types = [
    "StandardStorage", "StandardIAStorage", "GlacierInstantRetrievalStorage",
    "OneZoneIAStorage", "IntelligentTieringFAStorage", "IntelligentTieringIAStorage", "IntelligentTieringAIAStorage",
    "GlacierStorage", "DeepArchiveStorage",
  ]

  # CloudFront's dimensions; Region is a word, not a place.
  distribution_dimensions = { DistributionId = aws_cloudfront_distribution.images.id, Region = "Global" }
}

# Not encrypted with AWS's key of SNS: CloudWatch may not use it, and the messages hold names and numbers alone.
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

# From the application's own counters: S3's 4xxErrors counts failed reads too.
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

  # Nothing was uploaded, so nothing failed.
  treat_missing_data = "notBreaching"
}

resource "aws_cloudwatch_metric_alarm" "bucket_quota" {
  alarm_name        = "${var.prefix}-bucket-quota"
  alarm_description = "The bucket holds more than ${var.bucket_quota_percent} % of its ${var.bucket_quota_bytes} bytes, over all storage classes."
  alarm_actions     = [aws_sns_topic.alarms.arn]
  ok_actions        = [aws_sns_topic.alarms.arn]

  # S3 reports once a day, hours later, and says nothing of a class that holds nothing: that is 0. But a day that is not reported yet is
  # not an empty bucket; it has no object count either, without which the sum has no value.
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

  # The bucket does not shrink because a report is late.
  treat_missing_data = "ignore"
}

resource "aws_cloudwatch_metric_alarm" "hit_ratio" {
  count             = var.cdn_additional_metrics ? 1 : 0
  provider          = aws.us_east_1
  alarm_name        = "${var.prefix}-cache-hit-ratio"
  alarm_description = "Less than ${var.hit_ratio_percent} % of the images come from CloudFront's cache. Are the URLs unlike where the pictures are not?"
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
  # A quarter of an hour with many new pictures is a good day, not a fault.
  evaluation_periods  = 4
  datapoints_to_alarm = 3

  # Nobody asked for a picture.
  treat_missing_data = "notBreaching"
}

resource "aws_cloudwatch_metric_alarm" "client_errors" {
  provider          = aws.us_east_1
  alarm_name        = "${var.prefix}-4xx-rate"
  alarm_description = "More than ${var.client_error_percent} % of CloudFront's answers are 4xx: pictures are missing, or may not be read."
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
  # One page with a dead link, opened by a class at once, is one bad point.
  evaluation_periods  = 3
  datapoints_to_alarm = 2

  # Nobody asked for a picture.
  treat_missing_data = "notBreaching"
}
