/** Session logs on the host: tail, open, follow, as they are or as readable text. */
@NullMarked
package io.headjack.internal.log;

import org.jspecify.annotations.NullMarked;
