# Names and place

variable "prefix" {
  description = "The beginning of every resource's name. Two stacks in one account need two prefixes."
  type        = string
  default     = "imagestorage"
  nullable    = false

  validation {
    condition     = can(regex("^[a-z][a-z0-9]*(-[a-z0-9]+)*$", var.prefix)) && length(var.prefix) <= 20
    error_message = "The prefix is 1 to 20 lowercase letters, digits and single hyphens, and begins with a letter: it becomes part of bucket and load balancer names."
  }
}

variable "environment" {
  description = "What the stack is for, as a tag of every resource: production, staging, ..."
  type        = string
  default     = "production"
  nullable    = false

  validation {
    condition     = can(regex("^[a-z][a-z0-9-]{0,31}$", var.environment))
    error_message = "The environment is 1 to 32 lowercase letters, digits and hyphens, and begins with a letter."
  }
}

variable "aws_region" {
  description = "The region of everything but CloudFront's alarms (us-east-1) and the models (bedrock_region)."
  type        = string
  default     = "us-east-1"
  nullable    = false

  validation {
    condition     = can(regex("^[a-z]{2}(-[a-z]+)+-[0-9]$", var.aws_region))
    error_message = "The region looks like us-east-1."
  }
}

variable "tags" {
  description = "More tags for every resource, beside Project, Environment and ManagedBy."
  type        = map(string)
  default     = {}
  nullable    = false

  validation {
    condition     = length(setintersection(keys(var.tags), ["Project", "Environment", "ManagedBy"])) == 0
    error_message = "Project, Environment and ManagedBy are set by this configuration."
  }
}

# Storage

variable "bucket_suffix" {
  description = "The end of the bucket's name, after the prefix and a hyphen; null for the account's id."
  type        = string
  default     = null

  validation {
    condition     = var.bucket_suffix == null || can(regex("^[a-z0-9]([a-z0-9-]{0,40}[a-z0-9])?$", var.bucket_suffix))
    error_message = "The bucket suffix is 1 to 42 lowercase letters, digits and hyphens, and neither begins nor ends with a hyphen."
  }
}

variable "force_destroy" {
  description = "True lets `terraform destroy` delete a bucket with images in it. For trials only."
  type        = bool
  default     = false
  nullable    = false
}

variable "cors_allowed_origins" {
  description = "The sites whose scripts may read images (https://quiz.example.org). Pages that only show images need no entry."
  type        = list(string)
  default     = []
  nullable    = false

  validation {
    condition     = alltrue([for origin in var.cors_allowed_origins : can(regex("^https?://[A-Za-z0-9.-]+(:[0-9]{1,5})?$", origin))])
    error_message = "An origin is a scheme, a host and perhaps a port, without a path or a wildcard: https://quiz.example.org."
  }
}

variable "infrequent_access_after_days" {
  description = "Age at which an image tagged lifecycle=standard moves to S3 Standard-IA, in days."
  type        = number
  default     = 90
  nullable    = false

  validation {
    condition     = var.infrequent_access_after_days >= 30 && floor(var.infrequent_access_after_days) == var.infrequent_access_after_days
    error_message = "S3 moves objects to Standard-IA after 30 whole days at the earliest."
  }
}

variable "archive_after_days" {
  description = "Age at which such an image moves on to S3 Glacier Instant Retrieval, where it still opens at once, in days."
  type        = number
  default     = 270
  nullable    = false

  validation {
    condition     = var.archive_after_days >= var.infrequent_access_after_days + 30 && floor(var.archive_after_days) == var.archive_after_days
    error_message = "Images move to the archive at least 30 whole days after infrequent_access_after_days: Standard-IA bills 30 days at least."
  }
}

variable "expire_after_days" {
  description = "Age at which such an image is deleted, in days. Images tagged lifecycle=permanent are never deleted."
  type        = number
  default     = 635
  nullable    = false

  validation {
    condition     = var.expire_after_days >= var.archive_after_days + 90 && floor(var.expire_after_days) == var.expire_after_days
    error_message = "Images expire at least 90 whole days after archive_after_days: Glacier Instant Retrieval bills 90 days at least."
  }
}

variable "transition_above_bytes" {
  description = <<-EOT
    Images larger than this change their storage class, in bytes; 1 for every image. Standard-IA and Glacier Instant Retrieval bill
    each object as 128 KiB at least, so moving many images of less than about 70 KiB to Standard-IA costs more than it saves (the
    README has the figures); 131071 moves only those that S3 itself would.
  EOT
  type        = number
  default     = 1
  nullable    = false

  # The provider reads 0 as no size at all, and S3's default would apply again.
  validation {
    condition     = var.transition_above_bytes >= 1 && floor(var.transition_above_bytes) == var.transition_above_bytes
    error_message = "The size is a whole number of bytes, 1 or more."
  }
}

variable "noncurrent_version_days" {
  description = "How long a replaced or deleted image can be brought back, in days; the notes of Restore-AssignmentImage in trash/ stay as long."
  type        = number
  default     = 30
  nullable    = false

  validation {
    condition     = var.noncurrent_version_days >= 1 && floor(var.noncurrent_version_days) == var.noncurrent_version_days
    error_message = "Old versions are kept for 1 whole day or more."
  }
}

# Content delivery

variable "min_ttl_seconds" {
  description = "The shortest time that CloudFront keeps an image, whatever its Cache-Control says, in seconds."
  type        = number
  default     = 0
  nullable    = false

  validation {
    condition     = var.min_ttl_seconds >= 0 && floor(var.min_ttl_seconds) == var.min_ttl_seconds
    error_message = "The shortest time is 0 whole seconds or more."
  }
}

variable "default_ttl_seconds" {
  description = "How long CloudFront keeps an image that has no Cache-Control, in seconds."
  type        = number
  default     = 86400
  nullable    = false

  validation {
    condition     = var.default_ttl_seconds >= var.min_ttl_seconds && floor(var.default_ttl_seconds) == var.default_ttl_seconds
    error_message = "The default time is not below min_ttl_seconds."
  }
}

variable "max_ttl_seconds" {
  description = "The longest time that CloudFront keeps an image, in seconds. Images say one year."
  type        = number
  default     = 31536000
  nullable    = false

  validation {
    condition     = var.max_ttl_seconds >= var.default_ttl_seconds && floor(var.max_ttl_seconds) == var.max_ttl_seconds
    error_message = "The longest time is not below default_ttl_seconds."
  }
}

variable "viewer_protocol_policy" {
  description = "What plain HTTP gets from CloudFront: https-only refuses it, redirect-to-https sends browsers on."
  type        = string
  default     = "https-only"
  nullable    = false

  validation {
    condition     = contains(["https-only", "redirect-to-https"], var.viewer_protocol_policy)
    error_message = "Images are served over HTTPS alone: https-only or redirect-to-https."
  }
}

variable "price_class" {
  description = "Where CloudFront serves from: PriceClass_100 (North America, Europe), PriceClass_200 (and most of Asia), PriceClass_All."
  type        = string
  default     = "PriceClass_100"
  nullable    = false

  validation {
    condition     = contains(["PriceClass_100", "PriceClass_200", "PriceClass_All"], var.price_class)
    error_message = "The price class is PriceClass_100, PriceClass_200 or PriceClass_All."
  }
}

variable "image_domain_names" {
  description = "Your own host names for the images, the first of which is in the URLs; empty for CloudFront's. They need image_certificate_arn."
  type        = list(string)
  default     = []
  nullable    = false

  validation {
    condition     = alltrue([for name in var.image_domain_names : can(regex("^([a-z0-9]([a-z0-9-]*[a-z0-9])?\\.)+[a-z]{2,}$", name))])
    error_message = "A host name looks like images.example.org."
  }
}

variable "image_certificate_arn" {
  description = "The ACM certificate of image_domain_names, in us-east-1. Only with one does CloudFront refuse TLS below 1.2."
  type        = string
  default     = null

  validation {
    condition     = (var.image_certificate_arn != null) == (length(var.image_domain_names) > 0)
    error_message = "image_certificate_arn and image_domain_names are given together."
  }

  validation {
    condition     = var.image_certificate_arn == null || can(regex("^arn:aws[a-z-]*:acm:us-east-1:[0-9]{12}:certificate/.+$", var.image_certificate_arn))
    error_message = "CloudFront takes ACM certificates of us-east-1 alone: arn:aws:acm:us-east-1:123456789012:certificate/..."
  }
}

variable "cdn_additional_metrics" {
  description = "CloudFront's additional metrics, billed per metric. The alarm on the hit ratio exists only with them."
  type        = bool
  default     = true
  nullable    = false
}

# Access

variable "bedrock_region" {
  description = "The region of the models."
  type        = string
  default     = "us-west-2"
  nullable    = false

  validation {
    condition     = can(regex("^[a-z]{2}(-[a-z]+)+-[0-9]$", var.bedrock_region))
    error_message = "The region looks like us-west-2."
  }
}

variable "image_model_ids" {
  description = "The image models that the portal may invoke; the first is the one it uses."
  type        = list(string)
  default     = ["stability.stable-image-core-v1:1"]
  nullable    = false

  validation {
    condition     = length(var.image_model_ids) > 0 && alltrue([for id in var.image_model_ids : can(regex("^[a-z0-9-]+\\.[a-z0-9.-]+(:[0-9]+)?$", id))])
    error_message = "At least one model id, without wildcards: stability.stable-image-core-v1:1."
  }
}

variable "text_models" {
  description = <<-EOT
    The text models that the portal may invoke for questions. profile_id names the inference profile through which it is invoked
    (us.anthropic...), whose calls go to any of regions; null for a model that is invoked directly in bedrock_region.
  EOT
  type = list(object({
    model_id   = string
    profile_id = optional(string)
    regions    = optional(list(string), [])
  }))
  default  = []
  nullable = false

  validation {
    condition     = alltrue([for model in var.text_models : can(regex("^[a-z0-9-]+\\.[a-z0-9.-]+(:[0-9]+)?$", model.model_id)) && !strcontains(coalesce(model.profile_id, "none"), "*")])
    error_message = "Model and profile ids have no wildcards."
  }

  validation {
    condition     = alltrue([for model in var.text_models : (model.profile_id != null) == (length(model.regions) > 0)])
    error_message = "An inference profile is given together with the regions that it sends calls to."
  }
}

variable "record_store" {
  description = "Where the portal's instances share their records: mongodb (its connection string is in Parameter Store) or dynamodb (tables of this stack)."
  type        = string
  default     = "mongodb"
  nullable    = false

  validation {
    condition     = contains(["mongodb", "dynamodb"], var.record_store)
    error_message = "The record store is mongodb or dynamodb."
  }
}

variable "mongo_uri_parameter" {
  description = "The SecureString parameter with MongoDB's connection string, created by hand so that it is never in the state; null for /<prefix>/mongo-uri."
  type        = string
  default     = null

  validation {
    condition     = var.mongo_uri_parameter == null || can(regex("^(/[A-Za-z0-9_.-]+)+$", var.mongo_uri_parameter))
    error_message = "A parameter's name looks like /imagestorage/mongo-uri."
  }
}

variable "mongo_uri_kms_key_arn" {
  description = "The KMS key of that parameter and of portal_secret_parameters when it is your own; null for AWS's key of Parameter Store, which needs no permission."
  type        = string
  default     = null

  validation {
    condition     = var.mongo_uri_kms_key_arn == null || can(regex("^arn:aws[a-z-]*:kms:[a-z0-9-]+:[0-9]{12}:key/[A-Za-z0-9-]+$", var.mongo_uri_kms_key_arn))
    error_message = "A key's ARN looks like arn:aws:kms:us-east-1:123456789012:key/..., not an alias."
  }
}

variable "mongo_database" {
  description = "MongoDB's database."
  type        = string
  default     = "assignments_db"
  nullable    = false

  validation {
    condition     = can(regex("^[A-Za-z0-9_-]{1,63}$", var.mongo_database))
    error_message = "The database is 1 to 63 letters, digits, hyphens and underscores."
  }
}

variable "github_repository" {
  description = "The GitHub repository (owner/name) whose workflows may deploy; null for no deploy role."
  type        = string
  default     = null

  validation {
    condition     = var.github_repository == null || can(regex("^[A-Za-z0-9][A-Za-z0-9-]*/[A-Za-z0-9_.-]+$", var.github_repository))
    error_message = "The repository is owner/name, without wildcards."
  }
}

variable "github_environment" {
  description = "The environment of that repository in which its workflows may deploy."
  type        = string
  default     = "production"
  nullable    = false

  validation {
    condition     = can(regex("^[A-Za-z0-9_.-]{1,255}$", var.github_environment))
    error_message = "The environment is letters, digits, dots, hyphens and underscores, without wildcards."
  }
}

variable "create_github_oidc_provider" {
  description = "False when the account already has GitHub's OpenID Connect provider: an account can have it once."
  type        = bool
  default     = true
  nullable    = false
}

variable "state_bucket" {
  description = "The bucket of Terraform's state, which the deploy role reads and writes under <prefix>/."
  type        = string
  default     = null

  validation {
    condition     = var.github_repository == null || var.state_bucket != null
    error_message = "A deploy role needs state_bucket: without the state a workflow would build a second stack."
  }
}

# Compute

variable "vpc_id" {
  description = "The network; null for the region's default one."
  type        = string
  default     = null

  validation {
    condition     = var.vpc_id == null || can(regex("^vpc-[0-9a-f]+$", var.vpc_id))
    error_message = "A network's id looks like vpc-0123456789abcdef0."
  }

  validation {
    condition     = var.vpc_id != null || (length(var.instance_subnet_ids) == 0 && length(var.load_balancer_subnet_ids) == 0)
    error_message = "Give vpc_id together with its subnets."
  }

  validation {
    condition     = var.vpc_id == null || (length(var.instance_subnet_ids) >= 2 && length(var.load_balancer_subnet_ids) >= 2)
    error_message = "A network of your own needs instance_subnet_ids and load_balancer_subnet_ids, of at least two zones each."
  }
}

variable "instance_subnet_ids" {
  description = "Subnets of the instances, in at least two zones, with a way out to AWS's APIs; empty for two of the default ones."
  type        = list(string)
  default     = []
  nullable    = false

  validation {
    condition     = alltrue([for id in var.instance_subnet_ids : can(regex("^subnet-[0-9a-f]+$", id))])
    error_message = "A subnet's id looks like subnet-0123456789abcdef0."
  }
}

variable "load_balancer_subnet_ids" {
  description = "Public subnets of the load balancer, one in each zone of the instances; empty for two of the default ones."
  type        = list(string)
  default     = []
  nullable    = false

  validation {
    condition     = alltrue([for id in var.load_balancer_subnet_ids : can(regex("^subnet-[0-9a-f]+$", id))])
    error_message = "A subnet's id looks like subnet-0123456789abcdef0."
  }
}

variable "instance_public_ip" {
  description = "Public addresses for instances, the way out where there is no NAT; null: only in the default network. The security group blocks connections to them either way."
  type        = bool
  default     = null
}

variable "load_balancer_certificate_arn" {
  description = "The ACM certificate of the portal's host name, in aws_region. Without one the portal has no HTTPS: see allow_insecure_http."
  type        = string
  default     = null

  validation {
    condition     = var.load_balancer_certificate_arn == null || can(regex("^arn:aws[a-z-]*:acm:${var.aws_region}:[0-9]{12}:certificate/.+$", var.load_balancer_certificate_arn))
    error_message = "The load balancer takes an ACM certificate of aws_region."
  }

  validation {
    condition     = var.load_balancer_certificate_arn != null || var.allow_insecure_http
    error_message = "The portal needs load_balancer_certificate_arn. For a trial without real people, allow_insecure_http = true serves it over plain HTTP."
  }
}

variable "allow_insecure_http" {
  description = "True serves the portal over plain HTTP when there is no certificate: passwords and cookies can be read on the way. For trials only."
  type        = bool
  default     = false
  nullable    = false
}

variable "load_balancer_ingress_cidrs" {
  description = "The addresses that may reach the portal."
  type        = list(string)
  default     = ["0.0.0.0/0"]
  nullable    = false

  validation {
    condition     = length(var.load_balancer_ingress_cidrs) > 0 && alltrue([for cidr in var.load_balancer_ingress_cidrs : can(cidrnetmask(cidr))])
    error_message = "At least one IPv4 range, such as 203.0.113.0/24."
  }
}

variable "load_balancer_stickiness" {
  description = "True keeps a visitor on one instance for an hour, so that live progress and forms find the process that began them."
  type        = bool
  default     = true
  nullable    = false
}

variable "instance_type" {
  description = "The instances' type; of the architecture that the package was built for."
  type        = string
  default     = "t3.small"
  nullable    = false

  validation {
    condition     = can(regex("^[a-z][a-z0-9-]*\\.[a-z0-9-]+$", var.instance_type))
    error_message = "An instance type looks like t3.small."
  }
}

variable "instance_architecture" {
  description = "The processor of instance_type: x86_64 or arm64."
  type        = string
  default     = "x86_64"
  nullable    = false

  validation {
    condition     = contains(["x86_64", "arm64"], var.instance_architecture)
    error_message = "The architecture is x86_64 or arm64."
  }
}

variable "ami_id" {
  description = "The machine image; null for the newest Amazon Linux 2023 at every launch. With a fixed one a failed instance refresh rolls itself back."
  type        = string
  default     = null

  validation {
    condition     = var.ami_id == null || can(regex("^ami-[0-9a-f]+$", var.ami_id))
    error_message = "A machine image's id looks like ami-0123456789abcdef0."
  }
}

variable "volume_gibibytes" {
  description = "The size of an instance's encrypted disk, in GiB."
  type        = number
  default     = 16
  nullable    = false

  validation {
    condition     = var.volume_gibibytes >= 8 && var.volume_gibibytes <= 1024 && floor(var.volume_gibibytes) == var.volume_gibibytes
    error_message = "The disk has 8 to 1024 whole GiB."
  }
}

variable "min_instances" {
  description = "The smallest number of instances; two are placed in two zones."
  type        = number
  default     = 2
  nullable    = false

  validation {
    condition     = var.min_instances >= 1 && floor(var.min_instances) == var.min_instances
    error_message = "min_instances is a whole number, 1 or more."
  }
}

variable "max_instances" {
  description = "The largest number of instances, which limits the bill."
  type        = number
  default     = 6
  nullable    = false

  validation {
    condition     = var.max_instances >= var.min_instances && var.max_instances <= 100 && floor(var.max_instances) == var.max_instances
    error_message = "max_instances is a whole number from min_instances to 100."
  }
}

variable "cpu_target_percent" {
  description = "The group grows to keep its average CPU use at or below this."
  type        = number
  default     = 70
  nullable    = false

  validation {
    condition     = var.cpu_target_percent >= 20 && var.cpu_target_percent <= 90
    error_message = "The CPU target is 20 to 90 %."
  }
}

variable "scale_in_cpu_percent" {
  description = "The group shrinks when its average CPU use stays below this."
  type        = number
  default     = 35
  nullable    = false

  validation {
    condition     = var.scale_in_cpu_percent > 0 && var.scale_in_cpu_percent <= var.cpu_target_percent / 2
    error_message = "scale_in_cpu_percent is at most half of cpu_target_percent: otherwise a group that shrinks from two instances to one would have to grow again at once."
  }
}

variable "portal_package_key" {
  description = "The object key of the portal's package (tar.gz) in the bucket. A new key replaces the instances one by one."
  type        = string
  default     = "releases/portal.tar.gz"
  nullable    = false

  validation {
    condition     = can(regex("^releases/[A-Za-z0-9_.-]+(/[A-Za-z0-9_.-]+)*\\.tar\\.gz$", var.portal_package_key))
    error_message = "The package is a .tar.gz under releases/: releases/portal-1.2.0.tar.gz."
  }
}

variable "portal_settings" {
  description = "The portal's own settings, as environment variables: Portal__Authority, Portal__ClientId, ... No secrets: they would be stored in the state."
  type        = map(string)
  default     = {}
  nullable    = false

  validation {
    condition     = alltrue([for name, value in var.portal_settings : can(regex("^Portal__[A-Za-z0-9_]+$", name)) && can(regex("^[^\"\\\\[:cntrl:]]*$", value))])
    error_message = "Names begin with Portal__; values have no quotes, backslashes or line ends."
  }

  validation {
    condition     = alltrue([for name in keys(var.portal_settings) : !can(regex("(?i)secret|password|token|apikey", name))])
    error_message = "A secret would be stored in the state and in the user data. Put it into Parameter Store and name it in portal_secret_parameters."
  }
}

variable "portal_secret_parameters" {
  description = "The portal's secrets: SecureString parameters, created by hand so that they are never in the state, by the setting's name: { Portal__CookieSecret = \"/quiz/cookie-secret\" }."
  type        = map(string)
  default     = {}
  nullable    = false

  validation {
    condition = alltrue([
      for name, parameter in var.portal_secret_parameters : can(regex("^Portal__[A-Za-z0-9_]+$", name)) && can(regex("^(/[A-Za-z0-9_.-]+)+$", parameter))
    ])
    error_message = "Names begin with Portal__, and a parameter's name looks like /imagestorage/cookie-secret. The secret itself stays in Parameter Store."
  }
}

# Monitoring

variable "alarm_emails" {
  description = "The e-mail addresses that the alarms notify. Each confirms twice, once for each region's topic."
  type        = list(string)
  default     = []
  nullable    = false

  validation {
    condition     = alltrue([for address in var.alarm_emails : can(regex("^[^@\\s]+@[^@\\s]+\\.[^@\\s]+$", address))])
    error_message = "An address looks like ops@example.org."
  }
}

variable "upload_failure_percent" {
  description = "The alarm fires when more than this share of five minutes' upload attempts failed."
  type        = number
  default     = 5
  nullable    = false

  validation {
    condition     = var.upload_failure_percent >= 0 && var.upload_failure_percent < 100
    error_message = "The share is 0 to below 100 %."
  }
}

variable "hit_ratio_percent" {
  description = "The alarm fires when less than this share of the requests is answered from CloudFront's cache."
  type        = number
  default     = 70
  nullable    = false

  validation {
    condition     = var.hit_ratio_percent > 0 && var.hit_ratio_percent <= 100
    error_message = "The share is above 0 to 100 %."
  }
}

variable "client_error_percent" {
  description = "The alarm fires when more than this share of CloudFront's answers are 4xx."
  type        = number
  default     = 10
  nullable    = false

  validation {
    condition     = var.client_error_percent >= 0 && var.client_error_percent < 100
    error_message = "The share is 0 to below 100 %."
  }
}

variable "cdn_alarm_minimum_requests" {
  description = "The hit ratio and the 4xx rate are ignored in periods with fewer requests than this: one mistyped URL at night is no incident."
  type        = number
  default     = 100
  nullable    = false

  validation {
    condition     = var.cdn_alarm_minimum_requests >= 1 && floor(var.cdn_alarm_minimum_requests) == var.cdn_alarm_minimum_requests
    error_message = "cdn_alarm_minimum_requests is a whole number, 1 or more."
  }
}

variable "bucket_quota_bytes" {
  description = "How much the bucket may hold, over all storage classes, in bytes. It is watched, not enforced."
  type        = number
  default     = 107374182400
  nullable    = false

  validation {
    condition     = var.bucket_quota_bytes >= 1048576 && floor(var.bucket_quota_bytes) == var.bucket_quota_bytes
    error_message = "The quota is 1 MiB or more."
  }
}

variable "bucket_quota_percent" {
  description = "The alarm fires when the bucket holds more than this share of its quota."
  type        = number
  default     = 80
  nullable    = false

  validation {
    condition     = var.bucket_quota_percent > 0 && var.bucket_quota_percent <= 100
    error_message = "The share is above 0 to 100 %."
  }
}
