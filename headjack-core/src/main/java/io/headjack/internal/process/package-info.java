/** Programs of the host: the only package that starts any. */
@NullMarked
package io.headjack.internal.process;

import org.jspecify.annotations.NullMarked;
