/// Objects of single tenants in places of their own. Start at [PlacedContract].
@NullMarked
package dev.vifte.placed;

import org.jspecify.annotations.NullMarked;
