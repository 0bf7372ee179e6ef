locals {
  bucket_name = "${var.prefix}-${coalesce(var.bucket_suffix, local.account_id)}"
  bucket_arn  = "arn:${local.partition}:s3:::${local.bucket_name}"
  image_arn   = "${local.bucket_arn}/${local.image_key_prefix}*"
  package_arn = "${local.bucket_arn}/${local.package_key_prefix}*"
}

resource "aws_s3_bucket" "images" {
  bucket        = local.bucket_name
  force_destroy = var.force_destroy
}

resource "aws_s3_bucket_versioning" "images" {
  bucket = aws_s3_bucket.images.id

  versioning_configuration {
    status = "Enabled"
  }
}

resource "aws_s3_bucket_server_side_encryption_configuration" "images" {
  bucket = aws_s3_bucket.images.id

  rule {
    apply_server_side_encryption_by_default {
      sse_algorithm = "AES256"
    }
  }
}

resource "aws_s3_bucket_public_access_block" "images" {
  bucket = aws_s3_bucket.images.id

  block_public_acls       = true
  block_public_policy     = true
  ignore_public_acls      = true
  restrict_public_buckets = true
}

resource "aws_s3_bucket_ownership_controls" "images" {
  bucket = aws_s3_bucket.images.id

  rule {
    object_ownership = "BucketOwnerEnforced"
  }
}

# The portal's instances are not named here: their permissions are in their role.
resource "aws_s3_bucket_policy" "images" {
  bucket = aws_s3_bucket.images.id

  policy = jsonencode({
    Version = "2012-10-17"
    Statement = [
      {
        Sid       = "DenyPlainHttp"
        Effect    = "Deny"
        Principal = "*"
        Action    = "s3:*"
        Resource  = [local.bucket_arn, "${local.bucket_arn}/*"]
        Condition = { Bool = { "aws:SecureTransport" = "false" } }
      },
      {
        Sid       = "DenyOldTls"
        Effect    = "Deny"
        Principal = "*"
        Action    = "s3:*"
        Resource  = [local.bucket_arn, "${local.bucket_arn}/*"]
        Condition = { NumericLessThan = { "s3:TlsVersion" = "1.2" } }
      },
      {
        Sid       = "AllowCloudFrontToReadImages"
        Effect    = "Allow"
        Principal = { Service = "cloudfront.amazonaws.com" }
        Action    = "s3:GetObject"
        Resource  = local.image_arn
        Condition = { StringEquals = { "AWS:SourceArn" = aws_cloudfront_distribution.images.arn } }
      },
    ]
  })

  # Otherwise S3 may evaluate the policy against the bucket's initial, less strict public access block.
  depends_on = [aws_s3_bucket_public_access_block.images]
}

resource "aws_s3_bucket_cors_configuration" "images" {
  count  = length(var.cors_allowed_origins) > 0 ? 1 : 0
  bucket = aws_s3_bucket.images.id

  cors_rule {
    id              = "read-images"
    allowed_methods = ["GET", "HEAD"]
    allowed_origins = var.cors_allowed_origins
    allowed_headers = ["*"]
    expose_headers  = ["ETag", "Content-Length"]
    max_age_seconds = 3600
  }
}

resource "aws_s3_bucket_metric" "requests" {
  bucket = aws_s3_bucket.images.id
  name   = "EntireBucket"
}

resource "aws_s3_bucket_lifecycle_configuration" "images" {
  bucket = aws_s3_bucket.images.id

  # Both S3 defaults keep objects below 128 KiB out of Standard-IA and Glacier Instant Retrieval, which is most of the images. A size in
  # the rule's filter overrides the default; so the transitions and the expiry are two rules, and the expiry has no size.
  transition_default_minimum_object_size = "all_storage_classes_128K"

  rule {
    id     = "move-standard-images"
    status = "Enabled"

    filter {
      and {
        tags                     = local.lifecycle_tag
        object_size_greater_than = var.transition_above_bytes
      }
    }

    transition {
      days          = var.infrequent_access_after_days
      storage_class = "STANDARD_IA"
    }

    transition {
      days          = var.archive_after_days
      storage_class = "GLACIER_IR"
    }
  }

  rule {
    id     = "expire-standard-images"
    status = "Enabled"

    filter {
      tag {
        key   = "lifecycle"
        value = local.lifecycle_tag.lifecycle
      }
    }

    expiration {
      days = var.expire_after_days
    }
  }

  # The notes by which deleted images are brought back; the images themselves are old versions, which "tidy" keeps as long.
  rule {
    id     = "empty-trash"
    status = "Enabled"

    filter {
      prefix = local.trash_key_prefix
    }

    expiration {
      days = var.noncurrent_version_days
    }
  }

  # A rule with a tag can neither remove delete markers nor abort uploads.
  rule {
    id     = "tidy"
    status = "Enabled"

    filter {}

    noncurrent_version_expiration {
      noncurrent_days = var.noncurrent_version_days
    }

    expiration {
      expired_object_delete_marker = true
    }

    abort_incomplete_multipart_upload {
      days_after_initiation = 7
    }
  }

  # Rules for noncurrent versions need versioning.
  depends_on = [aws_s3_bucket_versioning.images]
}
