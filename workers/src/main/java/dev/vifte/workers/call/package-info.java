/// Stages that call others: `call/http` ([CallHttp]) and `call/webhook` ([Webhook]). Every call
/// goes out through one guard against requests into the own network.
@NullMarked
package dev.vifte.workers.call;

import org.jspecify.annotations.NullMarked;
