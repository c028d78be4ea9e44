/// The same work by other products, in rounds side by side. Start at [PeersBench].
@NullMarked
package dev.vifte.loadtest.peers;

import org.jspecify.annotations.NullMarked;
