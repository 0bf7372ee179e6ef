# Bad input is refused before anything is created. One run checks many variables, because each run restarts the provider; a validation
# that reads another variable is skipped while that one is invalid, so those two are in separate runs.
mock_provider "aws" {
  source = "./tests/unit/mocks"
}

mock_provider "aws" {
  alias  = "us_east_1"
  source = "./tests/unit/mocks"
}

run "refuses_malformed_values" {
  command = plan

  variables {
    prefix                       = "Images_"
    environment                  = "Production!"
    tags                         = { Project = "mine" }
    bucket_suffix                = "UPPER"
    cors_allowed_origins         = ["*"]
    transition_above_bytes       = 0
    noncurrent_version_days      = 0
    viewer_protocol_policy       = "allow-all"
    price_class                  = "PriceClass_1"
    bedrock_region               = "oregon"
    image_model_ids              = ["*"]
    text_models                  = [{ model_id = "amazon.nova-lite-v1:0", profile_id = "us.amazon.nova-lite-v1:0" }]
    record_store                 = "sqlite"
    mongo_uri_parameter          = "mongodb://user:password@host"
    mongo_uri_kms_key_arn        = "alias/mine"
    mongo_database               = "a b"
    github_environment           = "*"
    load_balancer_ingress_cidrs  = ["everyone"]
    instance_type                = "small"
    instance_architecture        = "riscv"
    ami_id                       = "newest"
    volume_gibibytes             = 4
    portal_package_key           = "generated_images/portal.tar.gz"
    portal_settings              = { PATH = "/tmp" }
    portal_secret_parameters     = { Portal__CookieSecret = "hunter2" }
    alarm_emails                 = ["no-address"]
    upload_failure_percent       = 100
    hit_ratio_percent            = 0
    client_error_percent         = -1
    cdn_alarm_minimum_requests   = 0
    bucket_quota_bytes           = 1
    bucket_quota_percent         = 101
    infrequent_access_after_days = 29
    min_ttl_seconds              = -1
    max_instances                = 1
    scale_in_cpu_percent         = 50
  }

  expect_failures = [
    var.prefix,
    var.environment,
    var.tags,
    var.bucket_suffix,
    var.cors_allowed_origins,
    var.transition_above_bytes,
    var.noncurrent_version_days,
    var.viewer_protocol_policy,
    var.price_class,
    var.bedrock_region,
    var.image_model_ids,
    var.text_models,
    var.record_store,
    var.mongo_uri_parameter,
    var.mongo_uri_kms_key_arn,
    var.mongo_database,
    var.github_environment,
    var.load_balancer_ingress_cidrs,
    var.instance_type,
    var.instance_architecture,
    var.ami_id,
    var.volume_gibibytes,
    var.portal_package_key,
    var.portal_settings,
    var.portal_secret_parameters,
    var.alarm_emails,
    var.upload_failure_percent,
    var.hit_ratio_percent,
    var.client_error_percent,
    var.cdn_alarm_minimum_requests,
    var.bucket_quota_bytes,
    var.bucket_quota_percent,
    var.infrequent_access_after_days,
    var.min_ttl_seconds,
    var.max_instances,
    var.scale_in_cpu_percent,
  ]
}

run "refuses_contradictory_or_costly_values" {
  command = plan

  variables {
    prefix                        = "a-prefix-much-too-long-for-it"
    cors_allowed_origins          = ["https://quiz.example.org/path"]
    image_model_ids               = []
    text_models                   = [{ model_id = "amazon.nova-lite-v1:0", profile_id = "us.*", regions = ["us-east-1"] }]
    portal_settings               = { Portal__ClientSecret = "hunter2" }
    archive_after_days            = 100
    image_certificate_arn         = "arn:aws:acm:eu-west-1:123456789012:certificate/1"
    github_repository             = "example/*"
    load_balancer_certificate_arn = "arn:aws:acm:eu-west-1:123456789012:certificate/1"
    vpc_id                        = "vpc-0a"
    cpu_target_percent            = 95
    default_ttl_seconds           = -1
    state_bucket                  = "states"
  }

  expect_failures = [
    var.prefix,
    var.cors_allowed_origins,
    var.image_model_ids,
    var.text_models,
    var.portal_settings,
    var.archive_after_days,
    var.image_certificate_arn,
    var.github_repository,
    var.load_balancer_certificate_arn,
    var.vpc_id,
    var.cpu_target_percent,
    var.default_ttl_seconds,
  ]
}

run "refuses_certificate_and_role_without_their_counterpart" {
  command = plan

  variables {
    expire_after_days     = 300
    max_ttl_seconds       = 60
    image_certificate_arn = null
    portal_settings       = { Portal__Authority = "a\nENVIRONMENT" }
    github_repository     = "example/quiz"
  }

  expect_failures = [
    var.expire_after_days,
    var.max_ttl_seconds,
    var.image_certificate_arn,
    var.portal_settings,
    var.state_bucket,
  ]
}

run "refuses_names_that_aws_never_gives" {
  command = plan

  variables {
    instance_subnet_ids      = ["one", "two"]
    load_balancer_subnet_ids = ["one", "two"]
    min_instances            = 0
    image_domain_names       = ["not a host"]
  }

  expect_failures = [
    var.instance_subnet_ids,
    var.load_balancer_subnet_ids,
    var.min_instances,
    var.image_domain_names,
  ]
}

run "refuses_invalid_regions_and_networks" {
  command = plan

  variables {
    aws_region = "virginia"
    vpc_id     = "my-network"
  }

  expect_failures = [
    var.aws_region,
    var.vpc_id,
  ]
}
