# The bucket's settings decide what an image costs, who can read it and when it is gone.
mock_provider "aws" {
  source = "./tests/unit/mocks"
}

mock_provider "aws" {
  alias  = "us_east_1"
  source = "./tests/unit/mocks"
}

run "bucket_is_private_versioned_and_encrypted" {
  variables {
    cors_allowed_origins = ["https://quiz.example.org", "http://localhost:8080"]
  }

  assert {
    condition     = aws_s3_bucket.images.bucket == "imagestorage-123456789012"
    error_message = "The bucket is not named after prefix and account."
  }
  assert {
    condition     = aws_s3_bucket_versioning.images.versioning_configuration[0].status == "Enabled"
    error_message = "Versions are not kept."
  }
  assert {
    condition     = one(one(aws_s3_bucket_server_side_encryption_configuration.images.rule).apply_server_side_encryption_by_default).sse_algorithm == "AES256"
    error_message = "Objects are not encrypted with AES-256."
  }
  assert {
    condition = alltrue([
      aws_s3_bucket_public_access_block.images.block_public_acls, aws_s3_bucket_public_access_block.images.block_public_policy,
      aws_s3_bucket_public_access_block.images.ignore_public_acls, aws_s3_bucket_public_access_block.images.restrict_public_buckets,
    ])
    error_message = "Public access is not wholly blocked."
  }
  assert {
    condition     = aws_s3_bucket_ownership_controls.images.rule[0].object_ownership == "BucketOwnerEnforced"
    error_message = "ACLs are not disabled."
  }
  assert {
    condition     = !aws_s3_bucket.images.force_destroy
    error_message = "terraform destroy would delete the images."
  }
  assert {
    condition     = aws_s3_bucket_metric.requests.name == "EntireBucket" && length(aws_s3_bucket_metric.requests.filter) == 0
    error_message = "Request metrics are not of the whole bucket."
  }
  assert {
    condition     = one(aws_s3_bucket_cors_configuration.images[0].cors_rule).allowed_origins == toset(["https://quiz.example.org", "http://localhost:8080"])
    error_message = "The origins are not those given."
  }
}

run "only_the_distribution_may_read_images" {
  assert {
    condition = [for statement in jsondecode(aws_s3_bucket_policy.images.policy).Statement : statement if statement.Effect == "Allow"] == [{
      Sid       = "AllowCloudFrontToReadImages"
      Effect    = "Allow"
      Principal = { Service = "cloudfront.amazonaws.com" }
      Action    = "s3:GetObject"
      Resource  = "arn:aws:s3:::imagestorage-123456789012/generated_images/*"
      Condition = { StringEquals = { "AWS:SourceArn" = "arn:aws:cloudfront::123456789012:distribution/E1" } }
    }]
    error_message = "The policy allows another principal than the distribution, or allows it more than reading images."
  }
  assert {
    condition = anytrue([for statement in jsondecode(aws_s3_bucket_policy.images.policy).Statement :
      statement.Effect == "Deny" && statement.Action == "s3:*" && statement.Principal == "*" && try(statement.Condition.Bool["aws:SecureTransport"], "") == "false"
    ])
    error_message = "Plain HTTP is not denied."
  }
}

run "lifecycle_moves_every_standard_image_and_expires_it" {
  assert {
    condition     = toset(flatten([for rule in aws_s3_bucket_lifecycle_configuration.images.rule : [for move in rule.transition : "${move.days} ${move.storage_class}"]])) == toset(["90 STANDARD_IA", "270 GLACIER_IR"])
    error_message = "Images do not move to Standard-IA at 90 and to Glacier Instant Retrieval at 270 days."
  }
  assert {
    condition = alltrue([for rule in aws_s3_bucket_lifecycle_configuration.images.rule :
      rule.filter[0].and[0].tags == tomap({ lifecycle = "standard" }) && rule.filter[0].and[0].object_size_greater_than == 1 if rule.id == "move-standard-images"
    ])
    error_message = "The moves are not of every image tagged lifecycle=standard: without a size of its own the rule skips those below 128 KiB."
  }
  assert {
    condition = [for rule in aws_s3_bucket_lifecycle_configuration.images.rule :
      "${try("${rule.filter[0].tag[0].key}=${rule.filter[0].tag[0].value}", rule.filter[0].prefix)} ${rule.expiration[0].days}" if try(rule.expiration[0].days, 0) > 0
    ] == ["lifecycle=standard 635", "trash/ 30"]
    error_message = "The only expiries are not those of images tagged lifecycle=standard at 635 days and of the trash at 30: permanent ones would be deleted."
  }
  assert {
    condition = [for rule in aws_s3_bucket_lifecycle_configuration.images.rule :
      [rule.noncurrent_version_expiration[0].noncurrent_days, rule.abort_incomplete_multipart_upload[0].days_after_initiation, rule.expiration[0].expired_object_delete_marker] if rule.id == "tidy"
    ][0] == [30, 7, true]
    error_message = "Old versions, unfinished uploads or delete markers stay."
  }
  assert {
    condition     = alltrue([for rule in aws_s3_bucket_lifecycle_configuration.images.rule : rule.status == "Enabled"])
    error_message = "A lifecycle rule is disabled."
  }
}

run "lifecycle_takes_the_given_days_and_size" {
  variables {
    infrequent_access_after_days = 30
    archive_after_days           = 60
    expire_after_days            = 150
    noncurrent_version_days      = 14
    transition_above_bytes       = 131071
  }

  assert {
    condition     = toset(flatten([for rule in aws_s3_bucket_lifecycle_configuration.images.rule : rule.transition[*].days])) == toset([30, 60])
    error_message = "The given days are not used."
  }
  assert {
    condition     = contains([for rule in aws_s3_bucket_lifecycle_configuration.images.rule : try(rule.filter[0].and[0].object_size_greater_than, 0)], 131071)
    error_message = "The given size is not used."
  }
  assert {
    condition = [for rule in aws_s3_bucket_lifecycle_configuration.images.rule : rule.expiration[0].days if rule.id == "empty-trash"] == [
      for rule in aws_s3_bucket_lifecycle_configuration.images.rule : rule.noncurrent_version_expiration[0].noncurrent_days if rule.id == "tidy"
    ] && contains(flatten([for rule in aws_s3_bucket_lifecycle_configuration.images.rule : rule.expiration[*].days]), 14)
    error_message = "The notes in the trash do not expire with the versions that they are about."
  }
}

run "no_origins_no_cors" {
  assert {
    condition     = length(aws_s3_bucket_cors_configuration.images) == 0
    error_message = "Scripts of other sites may read images."
  }
}
