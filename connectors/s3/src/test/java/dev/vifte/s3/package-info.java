/// Tests of the S3 store against real servers, and against a pretended one for what those do not
/// do.
@NullMarked
package dev.vifte.s3;

import org.jspecify.annotations.NullMarked;
