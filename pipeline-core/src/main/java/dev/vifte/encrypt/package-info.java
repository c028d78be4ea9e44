/// Objects that lie encrypted in their store, tenant by tenant. Start at [EncryptedObjects].
@NullMarked
package dev.vifte.encrypt;

import org.jspecify.annotations.NullMarked;
