/** The operating system: environment, directories, locks, durable and hostile files. */
@NullMarked
package io.headjack.internal.os;

import org.jspecify.annotations.NullMarked;
