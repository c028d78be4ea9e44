/// What people asked for and what became of it, so that nobody can change that later unseen. Start
/// at [AuditLog].
@NullMarked
package dev.vifte.audit;

import org.jspecify.annotations.NullMarked;
