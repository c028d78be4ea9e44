/// Backups that are made under load and put back elsewhere. Start at [BackupContract].
@NullMarked
package dev.vifte.backup;

import org.jspecify.annotations.NullMarked;
