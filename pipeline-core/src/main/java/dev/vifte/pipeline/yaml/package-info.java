/// Pipelines as YAML files. Start at [PipelineYaml].
@NullMarked
package dev.vifte.pipeline.yaml;

import org.jspecify.annotations.NullMarked;
