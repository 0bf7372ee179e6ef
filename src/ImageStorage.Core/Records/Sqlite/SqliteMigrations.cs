namespace ImageStorage.Records.Sqlite;

/// <summary>
/// The steps that migrate a file from one <c>PRAGMA user_version</c> to the next. A released step must never be edited, because existing
/// files have run it already.
/// </summary>
internal static class SqliteMigrations
{
    public static readonly IReadOnlyList<string> Steps =
    [
        """
        CREATE TABLE assignments (
            assignment_id      TEXT NOT NULL PRIMARY KEY,
            teacher_id         TEXT NOT NULL,
            prompt             TEXT NOT NULL,
            created_at         REAL NOT NULL,
            question_answers   TEXT,
            s3_image_key       TEXT,
            cloudfront_url     TEXT,
            image_metadata     TEXT,
            s3_upload_status   TEXT CHECK (s3_upload_status IN ('pending', 'success', 'failed', 'no_image')),
            s3_upload_attempts INTEGER NOT NULL DEFAULT 0,
            revision           INTEGER NOT NULL DEFAULT 0
        );
        CREATE INDEX assignments_by_time ON assignments (created_at, assignment_id);
        CREATE INDEX assignments_by_teacher ON assignments (teacher_id, created_at, assignment_id);
        """,
        """
        ALTER TABLE assignments ADD COLUMN s3_upload_started_at REAL;
        ALTER TABLE assignments ADD COLUMN s3_upload_error TEXT;
        """,
        """
        ALTER TABLE assignments ADD COLUMN generation_key TEXT;
        UPDATE assignments
        SET generation_key = generation_key(prompt, image_metadata ->> '$.model')
        WHERE CASE WHEN json_valid(image_metadata) THEN json_type(image_metadata, '$.model') = 'text' END;
        CREATE INDEX assignments_by_generation ON assignments (generation_key, created_at, assignment_id) WHERE generation_key IS NOT NULL;
        CREATE TABLE answers (
            assignment_id TEXT NOT NULL,
            student_id    TEXT NOT NULL,
            question_id   TEXT NOT NULL,
            answer        TEXT NOT NULL,
            score         INTEGER NOT NULL,
            answered_at   REAL NOT NULL,
            best_answer   TEXT NOT NULL,
            best_score    INTEGER NOT NULL,
            attempts      INTEGER NOT NULL,
            submission_id TEXT NOT NULL,
            PRIMARY KEY (assignment_id, student_id, question_id)
        );
        """,
        "CREATE TABLE store_identity (one INTEGER NOT NULL PRIMARY KEY CHECK (one = 1), json TEXT NOT NULL);",
    ];
}
