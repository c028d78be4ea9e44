/// Which store keeps the objects of which tenant. Start at [PlacedObjects].
@NullMarked
package dev.vifte.place;

import org.jspecify.annotations.NullMarked;
