/// Several nodes of the product on real servers, under trouble. Start at [ClusterIT].
@NullMarked
package dev.vifte.cluster;

import org.jspecify.annotations.NullMarked;
