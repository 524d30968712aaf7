/** The operations behind the API. Not for use from outside: anything below here changes without notice. */
@NullMarked
package io.headjack.internal;

import org.jspecify.annotations.NullMarked;
