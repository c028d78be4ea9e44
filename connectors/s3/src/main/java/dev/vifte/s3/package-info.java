/// Objects in MinIO or any other S3 store. Start at [S3Objects]; [S3Buckets] reads those of others.
@NullMarked
package dev.vifte.s3;

import org.jspecify.annotations.NullMarked;
