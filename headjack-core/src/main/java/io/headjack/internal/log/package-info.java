/** Session logs on the host: tail, open, follow. */
@NullMarked
package io.headjack.internal.log;

import org.jspecify.annotations.NullMarked;
