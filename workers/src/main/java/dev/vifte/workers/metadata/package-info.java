/// The stage `image/metadata`. Start at [ReadMetadata].
///
/// Containers are walked by our own code, so that no length or compressed chunk of a file decides
/// how much memory is used; only blocks within their limits reach the metadata library.
@NullMarked
package dev.vifte.workers.metadata;

import org.jspecify.annotations.NullMarked;
