/// Objects and words that lie encrypted in their stores, tenant by tenant. Start at
/// [EncryptedObjects].
@NullMarked
package dev.vifte.encrypt;

import org.jspecify.annotations.NullMarked;
