/// Tasks being worked on. Start at [StagePool], then [Attempt]: one delivery's way through a node.
@NullMarked
package dev.vifte.run;

import org.jspecify.annotations.NullMarked;
