/// What happens inside a node, told to listeners. Start at [PipelineEvent].
@NullMarked
package dev.vifte.observe;

import org.jspecify.annotations.NullMarked;
