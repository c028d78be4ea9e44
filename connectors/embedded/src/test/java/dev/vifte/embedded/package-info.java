/// The embedded backend against every contract.
@NullMarked
package dev.vifte.embedded;

import org.jspecify.annotations.NullMarked;
