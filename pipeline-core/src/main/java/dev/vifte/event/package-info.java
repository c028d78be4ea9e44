/// The lifecycle of jobs as a durable, numbered log. Start at [EventLog].
@NullMarked
package dev.vifte.event;

import org.jspecify.annotations.NullMarked;
