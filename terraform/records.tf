locals {
  has_tables   = var.record_store == "dynamodb"
  table_name   = "${var.prefix}-assignments"
  record_index = { for name in ["teacher_id", "list", "generation_key"] : name => "${name}-created_at-index" }
}

# Names, keys and indexes must be those of DynamoTable in the application.
resource "aws_dynamodb_table" "assignments" {
  count        = local.has_tables ? 1 : 0
  name         = local.table_name
  billing_mode = "PAY_PER_REQUEST"
  hash_key     = "id"

  deletion_protection_enabled = !var.force_destroy

  attribute {
    name = "id"
    type = "S"
  }

  attribute {
    name = "teacher_id"
    type = "S"
  }

  attribute {
    name = "list"
    type = "S"
  }

  attribute {
    name = "generation_key"
    type = "S"
  }

  attribute {
    name = "created_at"
    type = "N"
  }

  dynamic "global_secondary_index" {
    for_each = local.record_index

    content {
      name            = global_secondary_index.value
      hash_key        = global_secondary_index.key
      range_key       = "created_at"
      projection_type = "ALL"
    }
  }

  point_in_time_recovery {
    enabled = true
  }

  server_side_encryption {
    enabled = true
  }
}

# The students' answers; the application derives this table's name from that of the records (DynamoAnswerTable).
resource "aws_dynamodb_table" "answers" {
  count        = local.has_tables ? 1 : 0
  name         = "${local.table_name}-answers"
  billing_mode = "PAY_PER_REQUEST"
  hash_key     = "assignment_id"
  range_key    = "answer_id"

  deletion_protection_enabled = !var.force_destroy

  attribute {
    name = "assignment_id"
    type = "S"
  }

  attribute {
    name = "answer_id"
    type = "S"
  }

  point_in_time_recovery {
    enabled = true
  }

  server_side_encryption {
    enabled = true
  }
}
